// SPDX-License-Identifier: EUPL-1.2
/**
 * Names and payloads of the events that rooms tell. Each room adds its own in `events.ts`:
 * `declare module '#platform/events/told.ts' { interface ToldEvents { 'leave.approved': { requestId: string } } }`.
 * Payloads carry ids and small facts, never personal data.
 */
// An interface, because rooms extend it by declaration merging.
export interface ToldEvents {
  'platform.started': { version: string };
}
