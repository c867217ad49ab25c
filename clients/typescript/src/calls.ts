import { type Call, type Connection, newId } from './connection.js';
import type * as Wire from './events.js';

/** The calls of a user. Candidates and renegotiations are between the application and the socket. */
export class Calls {
  constructor(private readonly to: Connection) {
    to.socket.on('call:incoming', ({ callerId: userId, ...call }) => this.set(call.callId, { ...call, userId, status: 'incoming' }));
    to.socket.on('call:answer', (event) => this.answered(event));
    to.socket.on('call:reject', ({ callId }) => this.set(callId));
    to.socket.on('call:end', ({ callId }) => this.set(callId));
  }

  /** Calls a user. */
  async begin({ callId = newId(), ...call }: Wire.InitiateCall): Promise<Wire.CallInitiatedReply> {
    this.set(callId, { ...call, callId, userId: call.targetUserId, status: 'calling' });
    return this.to.ask('call:initiate', { ...call, callId }).catch((refusal) => {
      this.set(callId);
      throw refusal;
    });
  }

  async answer(answer: Wire.AnswerCall): Promise<Wire.CallTakenReply> {
    const reply = await this.to.ask('call:answer', answer);
    this.answered(answer);
    return reply;
  }

  /** Hangs up, or rejects. */
  async end(call: Wire.EndCall): Promise<void> {
    const isRinging = this.to.state.calls.some(({ callId, status }) => callId === call.callId && status === 'incoming');
    this.set(call.callId);
    await this.to.ask(isRinging ? 'call:reject' : 'call:end', call);
  }

  private answered({ callId, answer }: Wire.AnswerCall): void {
    const call = this.to.state.calls.find((one) => one.callId === callId);
    if (call) this.set(callId, { ...call, answer, status: 'answered' });
  }

  /** Keeps a call, or leaves it out. */
  private set(callId: Wire.CallId, call?: Call): void {
    const others = this.to.state.calls.filter((one) => one.callId !== callId);
    this.to.set({ calls: call ? [...others, call] : others });
  }
}
