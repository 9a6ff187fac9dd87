// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '../body-facts.ts';
import { buildView } from './build-view.ts';

export type RegisterData = {
  editions: readonly { edition: number; inForceOn: string }[];
  bodies: readonly {
    id: string;
    slug: string;
    beganOn: string | null;
    endedOn: string | null;
    /** What the editions said of it, oldest first. */
    entries: readonly {
      edition: number;
      name: string;
      kind: BodyFacts['kind'];
      siren: string | null;
      insee: string | null;
      department: string | null;
    }[];
    /** Oldest edition first. */
    populations: readonly { edition: number; figure: 'totale' | 'municipale' | 'communeFile'; value: number; vintage: string }[];
  }[];
  memberships: readonly { epciId: string; memberId: string; sinceOn: string; untilOn: string | null }[];
  formerCodes: ReadonlyMap<string, string>;
  successions: readonly { predecessorId: string; successorId: string }[];
};

/** The national register as it stood on a day. */
export type RegisterView = {
  /** The edition in force; null while none was imported. */
  readonly edition: number | null;
  /** The day is earlier than every edition known: the first one is shown, and who freezes a figure must say so. */
  readonly isBeforeFirst: boolean;
  readonly bodies: readonly BodyFacts[];
  find(id: string): BodyFacts | undefined;
  bySiren(siren: string): BodyFacts | undefined;
  bySlug(slug: string): BodyFacts | undefined;
  /** The commune that bears this INSEE code, or the one into which it merged. */
  byInsee(code: string): BodyFacts | undefined;
  /** Members of an EPCI, by name. Empty for any other body. */
  roster(epciId: string): readonly BodyFacts[];
  /** The EPCI of which the body is a member. */
  epciOf(memberId: string): BodyFacts | undefined;
  /** Bodies that took the place of one that ended. */
  successorsOf(id: string): readonly BodyFacts[];
};

export type Register = { on(day: Temporal.PlainDate): RegisterView };

/** The register in memory: one view for each span of days without a change, built when first asked. */
export function makeRegister(data: RegisterData): Register {
  const changes = [...new Set(changeDays(data))].sort();
  const views = new Map<string, RegisterView>();
  const [first] = changes;
  const viewFrom = (change: string): RegisterView => {
    if (change !== 'before') return buildView(data, change);
    const earliest = first === undefined ? buildView(data, '') : (views.get(first) ?? buildView(data, first));
    return { ...earliest, isBeforeFirst: first !== undefined };
  };
  return {
    on(day) {
      const asked = day.toString();
      const change = changes.findLast((one) => one <= asked) ?? 'before';
      const known = views.get(change) ?? viewFrom(change);
      views.set(change, known);
      return known;
    },
  };
}

function* changeDays({ editions, bodies, memberships }: RegisterData): Iterable<string> {
  const first = editions[0]?.inForceOn ?? '';
  for (const { inForceOn } of editions) yield inForceOn;
  for (const { beganOn, endedOn } of bodies) {
    if (beganOn !== null && beganOn > first) yield beganOn;
    if (endedOn !== null && endedOn > first) yield endedOn;
  }
  for (const { sinceOn, untilOn } of memberships) {
    if (sinceOn > first) yield sinceOn;
    if (untilOn !== null && untilOn > first) yield untilOn;
  }
}
