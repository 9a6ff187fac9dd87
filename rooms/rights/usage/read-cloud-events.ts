// SPDX-License-Identifier: EUPL-1.2
/**
 * The three forms in which the HTTP binding carries events: structured, batched, binary.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md §3
 */
import type { IncomingHttpHeaders } from 'node:http';
import { refuseUsage } from '../contract.ts';

export const MOST_EVENTS = 500;

export type Carried = { isBatch: boolean; events: readonly unknown[] };

/** The events that a request carries, as written: each is still to be checked. Refuses what is none of the three forms. */
export function readCloudEvents(headers: IncomingHttpHeaders, body: string): Carried {
  const type = (headers['content-type'] ?? '').toLowerCase();
  if (type.startsWith('application/cloudevents-batch+json')) return { isBatch: true, events: batchOf(body) };
  if (type.startsWith('application/cloudevents+json')) return { isBatch: false, events: [parsed(body)] };
  if (headers['ce-specversion'] !== undefined && type.startsWith('application/json')) return { isBatch: false, events: [binaryOf(headers, body)] };
  throw refuseUsage('rights.not-cloudevents');
}

function batchOf(body: string): unknown[] {
  const events = parsed(body);
  if (!Array.isArray(events)) throw refuseUsage('rights.unreadable-event', { why: 'un lot est un tableau JSON.' });
  if (events.length > MOST_EVENTS) throw refuseUsage('rights.too-many-events', { most: MOST_EVENTS });
  return events;
}

/** §3.1.3.2: attributes are headers, their values percent-encoded; the body is the data. */
function binaryOf(headers: IncomingHttpHeaders, body: string): unknown {
  const attributes = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith('ce-') && typeof value === 'string' ? [[name.slice(3), decoded(value)] as const] : [],
  );
  return { ...Object.fromEntries(attributes), datacontenttype: headers['content-type'], data: parsed(body) };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replace(/^"(.*)"$/, '$1'));
  } catch {
    throw refuseUsage('rights.unreadable-event', { why: 'un en-tête ce-* est mal codé.' });
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw refuseUsage('rights.unreadable-event', { why: 'ce n’est pas du JSON.' });
  }
}
