import type { Connection } from './connection.js';
import type * as Wire from './events.js';
import { newId } from './ids.js';

/** A call that rings or was answered, with the other user. Each change makes a new one. */
export interface Call extends Readonly<Omit<Wire.InitiateCall, 'targetUserId'>> {
  readonly callId: Wire.CallId;
  readonly userId: Wire.UserId;
  readonly status: 'calling' | 'incoming' | 'answered';
  readonly answer?: Wire.Json;
}

/** The calls of a user. Candidates and renegotiations are between the application and the socket. */
export class Calls {
  live: readonly Call[] = [];

  constructor(private readonly connection: Connection, private readonly changed: () => void) {
    const { socket } = connection;
    socket.on('call:incoming', ({ callerId, ...call }) => this.set({ ...call, userId: callerId, status: 'incoming' }));
    socket.on('call:answer', (event) => this.answered(event));
    socket.on('call:reject', (event) => this.over(event));
    socket.on('call:end', (event) => this.over(event));
  }

  /** Calls a user. */
  async begin({ callId = newId(), ...call }: Wire.InitiateCall): Promise<Wire.CallInitiatedReply> {
    this.set({ ...call, callId, userId: call.targetUserId, status: 'calling' });
    try {
      return await this.connection.ask('call:initiate', { ...call, callId });
    } catch (refusal) {
      this.over({ callId });
      throw refusal;
    }
  }

  async answer(answer: Wire.AnswerCall): Promise<Wire.CallTakenReply> {
    const reply = await this.connection.ask('call:answer', answer);
    this.answered(answer);
    return reply;
  }

  /** Hangs up, or rejects. */
  async end(call: Wire.EndCall): Promise<void> {
    const rings = this.live.some(({ callId, status }) => callId === call.callId && status === 'incoming');
    this.over(call);
    await this.connection.ask(rings ? 'call:reject' : 'call:end', call);
  }

  private answered({ callId, answer }: Wire.AnswerCall): void {
    this.live.filter((call) => call.callId === callId).forEach((call) => this.set({ ...call, answer, status: 'answered' }));
  }

  private set(call: Call): void {
    this.over(call);
    this.live = [...this.live, call];
  }

  private over({ callId }: { callId: Wire.CallId }): void {
    this.live = this.live.filter((call) => call.callId !== callId);
    this.changed();
  }
}
