// One call at a time, with the browser's camera and microphone. The client keeps the calls.
import { find } from './dom.js';
import * as link from './link.js';

let callId;
let incoming;
let peer;
let isDescribed = false; // the other side's description has come
let early = []; // candidates that came before it
let stream;

const say = (text) => (find('call-state').textContent = text);

function controls({ ringing = false, active = false }) {
  find('answer').hidden = !ringing;
  find('reject').hidden = !ringing;
  find('hang-up').hidden = !active;
}

async function prepare(type) {
  if (!navigator.mediaDevices) {
    throw new Error('A browser gives its camera to HTTPS and localhost alone');
  }
  stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: type === 'video' });
  find('local').srcObject = stream;
  peer = new RTCPeerConnection();
  peer.onicecandidate = ({ candidate }) =>
    candidate && link.ask('call:ice-candidate', { callId, candidate }).catch(() => {});
  peer.ontrack = ({ streams: [remote] }) => (find('remote').srcObject = remote);
  peer.onconnectionstatechange = () => say(`The media are ${peer.connectionState}.`);
  stream.getTracks().forEach((track) => peer.addTrack(track, stream));
}

// Candidates gather from setLocalDescription on, and each needs the call's id: so the call first.
async function call(targetUserId, callType) {
  await prepare(callType);
  const offer = await peer.createOffer();
  const begun = await link.use().calls.begin({ targetUserId, callType, offer });
  callId = begun.callId;
  peer.setConfiguration({ iceServers: begun.iceServers });
  await peer.setLocalDescription(offer);
  controls({ active: true });
  say(`Ringing at ${targetUserId} …`);
  follow(link.state());
}

async function answer() {
  const { callType, offer } = incoming;
  await prepare(callType);
  await describe(offer);
  const description = await peer.createAnswer();
  const { iceServers } = await link.use().calls.answer({ callId, answer: description });
  peer.setConfiguration({ iceServers });
  await peer.setLocalDescription(description);
  controls({ active: true });
}

async function describe(description) {
  isDescribed = true;
  await peer.setRemoteDescription(description);
  await Promise.all(early.splice(0).map((candidate) => peer.addIceCandidate(candidate)));
}

function finish(text) {
  peer?.close();
  stream?.getTracks().forEach((track) => track.stop());
  find('local').srcObject = null;
  find('remote').srcObject = null;
  callId = incoming = peer = stream = undefined;
  isDescribed = false;
  early = [];
  controls({});
  say(text);
}

const attempt = async (action) => {
  try {
    await action();
  } catch (error) {
    end(error.message);
  }
};

function end(words) {
  if (callId) {
    link.use().calls.end({ callId }).catch(() => {});
  }
  finish(words);
}

// Rings for a call that comes, and goes on when the own one is answered.
function follow({ calls }) {
  const ringing = calls.find(({ status }) => status === 'incoming');
  if (ringing && !callId) {
    incoming = ringing;
    callId = ringing.callId;
    find('tab-call').click();
    controls({ ringing: true });
    say(`${ringing.callerName ?? ringing.userId} calls you (${ringing.callType}).`);
  }
  const answered = calls.find((one) => one.callId === callId && one.status === 'answered');
  if (answered && !isDescribed && peer?.localDescription) {
    attempt(() => describe(answered.answer));
  }
}

link.watch(follow);

link.on('call:ice-candidate', ({ callId: id, candidate }) => {
  if (id !== callId) {
    return;
  }
  if (peer?.remoteDescription) {
    peer.addIceCandidate(candidate);
  } else {
    early.push(candidate);
  }
});

for (const event of ['call:reject', 'call:end']) {
  link.on(event, ({ callId: id, status, reason }) =>
    id === callId && finish(`The call is ${status}${reason ? `: ${reason}` : ''}.`));
}

find('call-form').addEventListener('submit', (submission) => {
  submission.preventDefault();
  if (!callId) {
    attempt(() => call(find('callee').value, submission.submitter?.value ?? 'video'));
  }
});
find('answer').addEventListener('click', () => attempt(answer));
find('reject').addEventListener('click', () => end('Rejected.'));
find('hang-up').addEventListener('click', () => end('Hung up.'));
