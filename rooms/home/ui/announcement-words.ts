// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { instant } from '#ui/format/day.ts';
import type { readAnnouncement } from '../contract.ts';

export type Details = OutputOf<typeof readAnnouncement>;

export const severityWords = { info: 'Information', maintenance: 'Maintenance', incident: 'Incident' } as const;
export const severityOptions = Object.entries(severityWords).map(([value, label]) => ({ value, label }));
export const statusOptions = [
  { value: 'draft', label: 'Brouillons' },
  { value: 'published', label: 'Publiées' },
  { value: 'ended', label: 'Terminées' },
] as const;

type Facts = Pick<Details, 'status' | 'beginsAt' | 'endsAt'>;

/** Where an announcement stands at this hour. */
export function stateOf({ status, beginsAt, endsAt }: Facts, now: number = Date.now()): { label: string; color: string } {
  if (status === 'draft') return { label: 'Brouillon', color: 'gray' };
  if (status === 'ended' || (endsAt !== null && Date.parse(endsAt) <= now)) return { label: 'Terminée', color: 'gray' };
  return Date.parse(beginsAt) > now ? { label: 'Programmée', color: 'blue' } : { label: 'En cours', color: 'green' };
}

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** An instant as the form holds it, in Paris: `2026-11-21T10:00`. */
export function inParis(iso: string): string {
  return paris.format(new Date(iso)).replace(' ', 'T');
}

export function periodOf({ beginsAt, endsAt }: Pick<Details, 'beginsAt' | 'endsAt'>): string {
  return endsAt === null ? `à partir du ${instant(beginsAt)}` : `du ${instant(beginsAt)} au ${instant(endsAt)}`;
}
