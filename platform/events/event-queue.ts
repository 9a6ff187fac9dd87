// SPDX-License-Identifier: EUPL-1.2
/** The queue that carries every event to its listeners. */
export const EVENT_QUEUE = 'platform.events';

/** Ids only: the payload is read from the entry, in the organisation that owns it. */
export type EventJob = { event: string; owner: string; organisation: string; listener: string };
