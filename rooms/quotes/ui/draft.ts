// SPDX-License-Identifier: EUPL-1.2
/** What the editor holds before it is sent, and the request that it stands for. Pure. */

export type Added = { id: string; kind: string; name: string; population: number | null };

export type Draft = {
  title: string;
  contactName: string;
  contactEmail: string;
  note: string;
  comment: string;
  /** SIREN or INSEE code of the body that the quote is for. */
  reference: string | null;
  /** Key of the edition to keep; null: the one of the day. */
  edition: string | null;
  leftOut: readonly string[];
  added: readonly Added[];
  volume: number | null;
  unit: 'Go' | 'To';
  /** Chosen offers with what was typed for each. */
  items: Readonly<Record<string, { forRoster: boolean; inputs: Readonly<Record<string, number | string | null>> }>>;
  agents: number | null;
  budgetCents: number | null;
  isAffiliated: boolean;
  isHosted: boolean;
  isMember: boolean;
  edits: Readonly<Record<string, { amountCents: number | null; reason: string }>>;
};

export const emptyDraft: Draft = {
  title: '',
  contactName: '',
  contactEmail: '',
  note: '',
  comment: '',
  reference: null,
  edition: null,
  leftOut: [],
  added: [],
  volume: 1,
  unit: 'To',
  items: {},
  agents: null,
  budgetCents: null,
  isAffiliated: true,
  isHosted: false,
  isMember: false,
  edits: {},
};

/** The request of a draft; null while nobody or nothing is chosen. `adhesion` is the offer that covers a territory, if the edition sells one. */
export function requestOf(draft: Draft, today: string, adhesion: string | null): Record<string, unknown> | null {
  const { reference } = draft;
  const offers = Object.entries(draft.items);
  if (reference === null || offers.length === 0) return null;
  const number = reference.length === 9 ? { siren: reference } : { insee: reference };
  const asksAdhesion = adhesion !== null && adhesion in draft.items;
  return {
    ...(draft.edition ? { edition: draft.edition } : { on: today }),
    for: {
      ...number,
      ...(draft.agents !== null && { agents: draft.agents }),
      ...(draft.budgetCents !== null && { budgetCents: draft.budgetCents }),
      ...(!draft.isAffiliated && { affiliated: false }),
      ...(draft.isHosted && { hosted: true }),
      ...(draft.isMember && adhesion && !asksAdhesion && { holds: { offers: [adhesion] } }),
    },
    leaveOut: draft.leftOut,
    bodies: draft.added.map(({ id, kind, name, population }) => ({ id, kind, name, ...(population !== null && { population }) })),
    ...(asksAdhesion && draft.volume !== null && { volume: { value: draft.volume, unit: draft.unit } }),
    items: offers.map(([offer, { forRoster, inputs }]) => ({
      offer,
      ...(forRoster && { for: 'roster' }),
      inputs: Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null && value !== '')),
    })),
  };
}

/** The edits of a draft that are whole: an amount and a reason. */
export function editsOf(draft: Draft): { line: string; amountCents: number; reason: string }[] {
  return Object.entries(draft.edits).flatMap(([line, { amountCents, reason }]) => (amountCents === null ? [] : [{ line, amountCents, reason }]));
}

type StoredRequest = {
  for?: Record<string, unknown>;
  leaveOut?: string[];
  bodies?: Record<string, unknown>[];
  volume?: { value: number; unit: 'Go' | 'To' };
  items?: { offer: string; for?: string; inputs?: Record<string, number | string> }[];
};

/** The draft that says again what a version asked. */
export function draftOf(
  version: { request: Record<string, unknown>; edits: readonly { line: string; amountCents: number; reason: string }[]; edition: string },
  quote: { title: string; contactName: string; contactEmail: string; note: string },
): Draft {
  const request = version.request as StoredRequest; // written by this very editor or by the API, checked by the engine
  const subject = request.for ?? {};
  const holds = subject['holds'] as { offers?: string[] } | undefined;
  return {
    ...emptyDraft,
    ...quote,
    reference: textOf(subject['siren']) ?? textOf(subject['insee']),
    edition: version.edition,
    leftOut: request.leaveOut ?? [],
    added: (request.bodies ?? []).flatMap((body) =>
      typeof body['kind'] === 'string'
        ? [{ id: String(body['id']), kind: body['kind'], name: String(body['name']), population: numberOf(body['population']) }]
        : [],
    ),
    volume: request.volume?.value ?? emptyDraft.volume,
    unit: request.volume?.unit ?? emptyDraft.unit,
    items: Object.fromEntries((request.items ?? []).map((item) => [item.offer, { forRoster: item.for === 'roster', inputs: item.inputs ?? {} }])),
    agents: numberOf(subject['agents']),
    budgetCents: numberOf(subject['budgetCents']),
    isAffiliated: subject['affiliated'] !== false,
    isHosted: subject['hosted'] === true,
    isMember: (holds?.offers ?? []).length > 0,
    edits: Object.fromEntries(version.edits.map(({ line, amountCents, reason }) => [line, { amountCents, reason }])),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
