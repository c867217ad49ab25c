// One call at a time, with the browser's camera and microphone.
import { find } from './dom.js';
import * as link from './link.js';

let callId;
let incoming;
let peer;
let early = []; // candidates that came before the call had its description
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
    candidate && link.ask('call:ice-candidate', { callId, candidate });
  peer.ontrack = ({ streams: [remote] }) => (find('remote').srcObject = remote);
  peer.onconnectionstatechange = () => say(`The media are ${peer.connectionState}.`);
  stream.getTracks().forEach((track) => peer.addTrack(track, stream));
}

// Candidates gather from setLocalDescription on, and each needs the call's id: so the call first.
async function call(targetUserId, callType) {
  await prepare(callType);
  const offer = await peer.createOffer();
  const answer = await need('call:initiate', { targetUserId, callType, offer });
  callId = answer.callId;
  peer.setConfiguration({ iceServers: answer.iceServers });
  await peer.setLocalDescription(offer);
  controls({ active: true });
  say(`Ringing at ${targetUserId} …`);
}

async function answer() {
  const { callType, offer } = incoming;
  await prepare(callType);
  await describe(offer);
  const description = await peer.createAnswer();
  const { iceServers } = await need('call:answer', { callId, answer: description });
  peer.setConfiguration({ iceServers });
  await peer.setLocalDescription(description);
  controls({ active: true });
}

async function describe(description) {
  await peer.setRemoteDescription(description);
  await Promise.all(early.splice(0).map((candidate) => peer.addIceCandidate(candidate)));
}

async function need(event, payload) {
  const answer = await link.ask(event, payload);
  if (!answer.success) {
    throw new Error(`${answer.error}: ${answer.message}`);
  }
  return answer;
}

function finish(text) {
  peer?.close();
  stream?.getTracks().forEach((track) => track.stop());
  find('local').srcObject = null;
  find('remote').srcObject = null;
  callId = incoming = peer = stream = undefined;
  early = [];
  controls({});
  say(text);
}

const attempt = async (action) => {
  try {
    await action();
  } catch (error) {
    if (callId) {
      link.ask('call:end', { callId });
    }
    finish(error.message);
  }
};

link.on('call:incoming', (ringing) => {
  if (callId) {
    return;
  }
  incoming = ringing;
  callId = ringing.callId;
  find('tab-call').click();
  controls({ ringing: true });
  say(`${ringing.callerName ?? ringing.callerId} calls you (${ringing.callType}).`);
});

link.on('call:answer', ({ callId: id, answer: description }) =>
  id === callId && attempt(() => describe(description)));

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
find('reject').addEventListener('click', () => {
  link.ask('call:reject', { callId });
  finish('Rejected.');
});
find('hang-up').addEventListener('click', () => {
  link.ask('call:end', { callId });
  finish('Hung up.');
});
