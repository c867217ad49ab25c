import type { Connection } from './connection.js';
import type * as Wire from './events.js';
import { newId } from './ids.js';

/** A call that rings or was answered. Each change makes a new one. */
export interface Call {
  readonly callId: Wire.CallId;
  /** The other user. */
  readonly userId: Wire.UserId;
  readonly callType: Wire.CallType;
  readonly status: 'calling' | 'incoming' | 'answered';
  /** What the caller offers. */
  readonly offer: Wire.Json;
  /** What the other user, or this device, has answered. */
  readonly answer?: Wire.Json;
}

/** The calls of a user. Candidates and renegotiations are between the application and the socket. */
export class Calls {
  live: readonly Call[] = [];

  constructor(private readonly connection: Connection, private readonly changed: () => void) {
    const { socket } = connection;
    socket.on('call:incoming', ({ callId, callerId: userId, callType, offer }) =>
      this.set({ callId, userId, callType, offer, status: 'incoming' }));
    socket.on('call:answer', ({ callId, answer }) => this.answered(callId, answer));
    socket.on('call:reject', ({ callId }) => this.over(callId));
    socket.on('call:end', ({ callId }) => this.over(callId));
  }

  /** Calls a user. */
  async begin(userId: Wire.UserId, callType: Wire.CallType, offer: Wire.Json): Promise<Wire.CallInitiatedReply> {
    const callId = newId();
    this.set({ callId, userId, callType, offer, status: 'calling' });
    const refused = (refusal: unknown) => {
      this.over(callId);
      throw refusal;
    };
    return this.connection.ask('call:initiate', { callId, targetUserId: userId, callType, offer }).catch(refused);
  }

  async answer(callId: Wire.CallId, answer: Wire.Json): Promise<Wire.CallTakenReply> {
    const reply = await this.connection.ask('call:answer', { callId, answer });
    this.answered(callId, answer);
    return reply;
  }

  /** Hangs up, or rejects. */
  async end(callId: Wire.CallId, reason?: string): Promise<void> {
    const rings = this.live.some((call) => call.callId === callId && call.status === 'incoming');
    await this.connection.ask(rings ? 'call:reject' : 'call:end', { callId, reason });
    this.over(callId);
  }

  private answered(callId: Wire.CallId, answer: Wire.Json): void {
    this.live.filter((call) => call.callId === callId).forEach((call) => this.set({ ...call, answer, status: 'answered' }));
  }

  private set(call: Call): void {
    this.live = [...this.live.filter(({ callId }) => callId !== call.callId), call];
    this.changed();
  }

  private over(callId: Wire.CallId): void {
    this.live = this.live.filter((call) => call.callId !== callId);
    this.changed();
  }
}
