import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { Chat } from './chat.js';
import type * as Wire from './events.js';

const ANSWER_MS = 10_000;
const LEAST_LEFT_MS = 1_000;
const MOST_WAIT_MS = 86_400_000;
const PASSING: string[] = ['UNAVAILABLE', 'RATE_LIMIT_EXCEEDED'];

/** Tells that the service has refused an event for good. */
export class Refusal extends Error {
  constructor(readonly code: Wire.ErrorCode, message: string) {
    super(message);
  }
}

/** A call that rings or was answered, with the other user. Each change makes a new one. */
export interface Call extends Readonly<Omit<Wire.InitiateCall, 'targetUserId'>> {
  readonly callId: Wire.CallId;
  readonly userId: Wire.UserId;
  readonly status: 'calling' | 'incoming' | 'answered';
  readonly answer?: Wire.Json;
}

/** All that is to be shown. Each change makes a new one. */
export interface State {
  /** `connecting` and `refused` end by themselves. `live`: all that was missed has come. */
  readonly status: 'connecting' | 'refused' | 'live' | 'closed';
  /** Why the service has refused the last CONNECT. */
  readonly refusal?: Wire.ConnectErrorCode;
  readonly userId: Wire.UserId;
  readonly chats: ReadonlyMap<Wire.ChatId, Chat>;
  readonly calls: readonly Call[];
}

export interface Options {
  /** Gives a token that is valid now: at the start, before a token ends, and after a refusal. */
  token: () => string | Promise<string>;
  /** Options of `socket.io-client`, such as `transports`. */
  socket?: Partial<ManagerOptions & SocketOptions>;
  /** Keeps the places in the chats over a restart, as `localStorage`. Without it, the device begins with what is unread. */
  storage?: { getItem(name: string): string | null | Promise<string | null>; setItem(name: string, text: string): unknown };
  /** The number of messages of a chat that stay in the state; 1,000 if not given. */
  keep?: number;
}

/** Makes an id that no other device makes. */
export const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A pause before the next attempt, from 0.25 s to 30 s. Jitter keeps clients from returning all at once. */
const growing = (attempt: number) => Math.min(30_000, 250 * 2 ** attempt) * (0.5 + Math.random() / 2);

/** Reads a JWT, and leaves its check to the service. The end is in milliseconds, by the clock of the service. */
function claims(token: string): { userId: Wire.UserId; end: number } {
  const { userId, sub, exp = Infinity } = JSON.parse(atob(token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')));
  return { userId: userId ?? sub, end: exp * 1_000 };
}

/** A connection with a valid token, which comes back by itself until it is closed, and the state that it keeps. */
export abstract class Connection {
  state: State = { status: 'connecting', userId: '', chats: new Map(), calls: [] };
  /** For events that have no place in the state, such as typing and presence. */
  readonly socket: Socket<Wire.ServerEvents, Wire.AcknowledgedEvents>;
  private token = '';
  /** How far the clock of the service is ahead, in milliseconds. */
  private ahead = 0;
  private readonly listeners = new Set<(state: State) => void>();
  private telling?: Promise<void>;
  private attempts = 0;
  private refreshing?: ReturnType<typeof setTimeout>;

  constructor(url: string, readonly options: Options) {
    this.socket = io(url, { ...options.socket, forceNew: true, auth: (give) => void this.authenticate(give) });
    this.socket.on('connected', ({ serverTime }) => {
      this.attempts = 0;
      this.ahead = Date.parse(serverTime) - Date.now();
      this.refreshLater();
    });
    this.socket.on('sync:complete', () => this.set({ status: 'live', refusal: undefined }));
    this.socket.on('disconnect', () => this.lost());
    this.socket.on('connect_error', (error: Error & { data?: Wire.ConnectErrorData }) => this.lost(error.data));
  }

  /** Gives what the service is told of the device at CONNECT. */
  protected abstract credentials(userId: Wire.UserId): Promise<Wire.ConnectPayload>;

  /** Emits an event until it is answered, without end after `close`. Throws a `Refusal` if it is refused for good. */
  async ask<E extends keyof Wire.AcknowledgedEvents>(event: E, ...payload: Wire.PayloadOf<E>): Promise<Wire.ReplyOf<E>> {
    for (let attempt = 0; ; attempt++) {
      // Before that, its answer could overtake older news of the same thing.
      while (this.state.status !== 'live') await new Promise<unknown>((resolve) => this.socket.once('sync:complete', resolve));
      // The types of the library cannot follow an event that is a parameter.
      const answer = await (this.socket.timeout(ANSWER_MS) as any).emitWithAck(event, ...payload).catch(() => undefined);
      if (answer?.success) return answer;
      if (answer && !PASSING.includes(answer.error)) throw new Refusal(answer.error, answer.message);
      if (answer) await pause(answer.retryAfterMs ?? growing(attempt));
    }
  }

  /** Calls back soon after each change. Returns a function that ends this. */
  subscribe(listener: (state: State) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Changes the state. Tells the listeners once of all that changes at once. For the client itself. */
  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.telling ??= Promise.resolve().then(() => {
      this.telling = undefined;
      this.listeners.forEach((listener) => listener(this.state));
    });
  }

  close(): void {
    this.set({ status: 'closed' });
    clearTimeout(this.refreshing);
    this.socket.disconnect();
  }

  private async authenticate(give: (payload: Wire.ConnectPayload) => void): Promise<void> {
    const { engine } = this.socket.io;
    try {
      if (!this.token || this.left < LEAST_LEFT_MS) this.token = await this.options.token();
      const payload = await this.credentials(claims(this.token).userId);
      // If the transport was lost meanwhile, the next one has asked too.
      if (engine === this.socket.io.engine) give({ ...payload, token: this.token });
    } catch {
      this.token = '';
      this.socket.disconnect();
      this.lost();
    }
  }

  /** The library comes back from a failure by itself, but not from a refusal. */
  private lost(refusal?: Wire.ConnectErrorData): void {
    if (this.state.status === 'closed') return;
    this.set({ status: refusal ? 'refused' : 'connecting', refusal: refusal?.code });
    if (this.socket.active) return;
    if (refusal && !PASSING.includes(refusal.code)) this.token = '';
    const comeBack = () => this.state.status !== 'closed' && !this.socket.active && this.socket.connect();
    setTimeout(comeBack, refusal?.retryAfterMs ?? growing(this.attempts++));
  }

  /** The milliseconds until the token expires. */
  private get left(): number {
    return claims(this.token).end - this.ahead - Date.now();
  }

  /** Replaces the token when a quarter of its time is left. */
  private refreshLater(): void {
    clearTimeout(this.refreshing);
    if (this.state.status === 'closed' || !this.token) return;
    const refresh = async () => {
      const token = await this.options.token();
      await this.ask('auth:refresh', { token });
      this.token = token;
    };
    const wait = Math.max(LEAST_LEFT_MS, Math.min(MOST_WAIT_MS, this.left * 0.75));
    this.refreshing = setTimeout(() => void refresh().catch(() => {}).finally(() => this.refreshLater()), wait);
  }
}
