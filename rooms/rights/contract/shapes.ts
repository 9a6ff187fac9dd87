// SPDX-License-Identifier: EUPL-1.2
/** Shapes that a body and its operator both read. */
import { z } from 'zod';

export const day = z.iso.date('Saisissez une date complète.');
export const source = z.record(z.string(), z.unknown()).describe('Où c’est imprimé : édition, offre, document, ligne.');

export const openingStates = ['open', 'upcoming', 'suspended', 'ended'] as const;
export type OpeningState = (typeof openingStates)[number];

export const serviceShape = z.object({
  id: z.uuid(),
  service: z.string(),
  label: z.string(),
  operator: z.string(),
  beginsOn: day,
  endsOn: day.nullable(),
  state: z.enum(openingStates),
  /** Why, while it is suspended. */
  suspendedFor: z.string().nullable(),
  source,
});

export const allowanceShape = z.object({
  id: z.uuid(),
  service: z.string(),
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  kind: z.enum(['level', 'count']),
  per: z.enum(['term', 'civil-year', 'rolling', 'session']),
  rollingYears: z.number().int().nullable(),
  amount: z.number().nullable().describe('En unités, compléments accordés compris ; absent : sans limite.'),
  extra: z.number().describe('Dont compléments accordés à la main.'),
  used: z.number(),
  reserved: z.number(),
  left: z.number().nullable(),
  beyond: z.number().describe('Ce qui dépasse, en unités.'),
  beyondCents: z.number().int().nullable().describe('Ce que le tarif en demande.'),
  percent: z.number().int().nullable(),
  isHard: z.boolean(),
  block: z.number().describe('Taille d’une tranche entamée, en unités.'),
  overageCents: z.number().int().nullable().describe('Prix d’une tranche entamée au-delà du droit.'),
  isPooled: z.boolean(),
  holder: z.string().describe('La collectivité qui détient le droit.'),
  isOwn: z.boolean().describe('Faux si le droit est celui du territoire.'),
  beginsOn: day,
  endsOn: day.nullable(),
  nextOn: day.nullable().describe('Quand une unité entière redevient disponible, s’il n’en reste pas.'),
  printed: z.string().nullable().describe('La ligne du tarif, en clair.'),
  source,
});

export type AllowanceShape = z.output<typeof allowanceShape>;
export type ServiceShape = z.output<typeof serviceShape>;
