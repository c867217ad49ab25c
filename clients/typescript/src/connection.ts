import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type * as Wire from './events.js';
import { readToken } from './ids.js';
import { growing, pause } from './pauses.js';

const ANSWER_MS = 10_000;
const LEAST_REFRESH_MS = 500;
const LEAST_LEFT_MS = 1_000;
const MOST_REFRESH_MS = 86_400_000;
const PASSING: string[] = ['UNAVAILABLE', 'RATE_LIMIT_EXCEEDED'];

export type Event = keyof Wire.AcknowledgedEvents;
/** `connecting` and `refused` end by themselves. `live`: all that was missed has come. */
export type Status = 'connecting' | 'refused' | 'live' | 'closed';

/** Tells that the service has refused an event for good. */
export class Refusal extends Error {
  constructor(readonly code: Wire.ErrorCode, message: string) {
    super(message);
  }
}

export interface ConnectionOptions {
  /** Gives a token that is valid now: at the start, before a token ends, and after a refusal. */
  token: () => string | Promise<string>;
  /** Options of `socket.io-client`, such as `transports`. */
  socket?: Partial<ManagerOptions & SocketOptions>;
}

/** A connection with a valid token, which comes back by itself until it is closed. */
export abstract class Connection {
  /** For events that have no place in the state, such as typing and presence. */
  readonly socket: Socket<Wire.ServerEvents, Wire.AcknowledgedEvents>;
  protected status: Status = 'connecting';
  protected refusal?: Wire.ConnectErrorCode;
  private token = '';
  /** How far the clock of the service is ahead, in milliseconds. */
  private ahead = 0;
  private pauses = growing();
  private refreshing?: ReturnType<typeof setTimeout>;

  constructor(url: string, private readonly options: ConnectionOptions) {
    this.socket = io(url, { ...options.socket, forceNew: true, auth: (give) => void this.authenticate(give) });
    this.socket.on('connected', ({ serverTime }) => {
      this.ahead = Date.parse(serverTime) - Date.now();
      this.refreshIn(this.left * 0.75);
    });
    this.socket.on('sync:complete', () => this.become('live'));
    this.socket.on('disconnect', () => this.lost());
    this.socket.on('connect_error', (error: Error & { data?: Wire.ConnectErrorData }) => this.lost(error.data));
  }

  /** Gives what is told of the device at CONNECT. */
  protected abstract credentials(token: string): Promise<Wire.ConnectPayload>;

  /** Hears of each change of the status. */
  protected abstract changed(): void;

  /**
   * Emits an event until it is answered. Waits until the connection is live, without end after `close`.
   *
   * @throws Refusal if the service refuses it for good
   */
  async ask<E extends Event>(event: E, ...payload: Wire.PayloadOf<E>): Promise<Wire.ReplyOf<E>> {
    for (const pauses = growing(); ; ) {
      // Before that, its answer could overtake older news of the same thing.
      while (this.status !== 'live') await new Promise<unknown>((resolve) => this.socket.once('sync:complete', resolve));
      // The types of the library cannot follow an event that is a parameter.
      const answer = await (this.socket.timeout(ANSWER_MS) as any).emitWithAck(event, ...payload).catch(() => undefined);
      if (answer?.success) return answer;
      if (answer && !PASSING.includes(answer.error)) throw new Refusal(answer.error, answer.message);
      if (answer) await pause(answer.retryAfterMs ?? pauses.next().value);
    }
  }

  close(): void {
    this.become('closed');
    clearTimeout(this.refreshing);
    this.socket.disconnect();
  }

  private async authenticate(give: (payload: Wire.ConnectPayload) => void): Promise<void> {
    const { engine } = this.socket.io;
    try {
      if (!this.token || this.left < LEAST_LEFT_MS) this.token = await this.options.token();
      const payload = await this.credentials(this.token);
      // If the transport was lost meanwhile, the next one has asked too.
      if (engine === this.socket.io.engine) give({ ...payload, token: this.token });
    } catch {
      this.socket.disconnect();
      this.lost();
    }
  }

  /** The library comes back from a failure by itself, but not from a refusal. */
  private lost(refusal?: Wire.ConnectErrorData): void {
    if (this.status === 'closed') return;
    this.refusal = refusal?.code;
    this.become(refusal ? 'refused' : 'connecting');
    if (this.socket.active) return;
    if (refusal && !PASSING.includes(refusal.code)) this.token = '';
    const comeBack = () => this.status !== 'closed' && !this.socket.active && this.socket.connect();
    setTimeout(comeBack, refusal?.retryAfterMs ?? this.pauses.next().value);
  }

  private become(status: Status): void {
    if (status === 'live') [this.pauses, this.refusal] = [growing(), undefined];
    this.status = status;
    this.changed();
  }

  /** The milliseconds until the token expires. */
  private get left(): number {
    return readToken(this.token).expiresAt - this.ahead - Date.now();
  }

  private refreshIn(ms: number): void {
    clearTimeout(this.refreshing);
    const later = Math.max(LEAST_REFRESH_MS, Math.min(MOST_REFRESH_MS, ms));
    if (this.status !== 'closed') this.refreshing = setTimeout(() => void this.refresh(), later);
  }

  private async refresh(): Promise<void> {
    try {
      const token = await this.options.token();
      await this.ask('auth:refresh', { token });
      this.token = token;
      this.refreshIn(this.left * 0.75);
    } catch {
      this.refreshIn(this.pauses.next().value);
    }
  }
}
