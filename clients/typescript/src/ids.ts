import type { UserId } from './events.js';

/** Makes an id that no other device makes. */
export const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** Reads a JWT, and leaves its check to the service. The end is in milliseconds, by the clock of the service. */
export function readToken(token: string): { userId: UserId; expiresAt: number } {
  const { userId, sub, exp } = JSON.parse(atob(token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')));
  return { userId: userId ?? sub, expiresAt: exp === undefined ? Infinity : exp * 1_000 };
}
