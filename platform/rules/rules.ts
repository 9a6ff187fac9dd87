// SPDX-License-Identifier: EUPL-1.2
/**
 * Delays, thresholds, rates and nomenclatures are data: each value with the text that sets it and its days of force. A room declares its
 * own in a file of its folder with `defineRules` and imports that file where it reads the rule; nothing is registered anywhere. Long
 * tables lie beside it as JSON (`import data from './thresholds.json' with { type: 'json' }`), given as `dated`.
 */
import type { z } from 'zod';
import { formatDay } from '../calendar/french-days.ts';
import { defineRefusals } from '../http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'rules.none-on-that-day': { status: 422, says: 'Aucune règle « {label} » n’est connue au {day}.' },
  'rules.out-of-bounds': { status: 422, says: 'La règle « {label} » ne peut pas valoir {value} : la limite est {limit} depuis le {from} ({text}).' },
  'rules.not-adjustable': { status: 422, says: 'La règle « {label} » est fixée par un texte ({text}) et ne peut pas être changée.' },
});

export type DatedValue<Value> = {
  value: Value;
  /** The article, decree or vote that sets the value, as a lawyer cites it: no address. */ text: string;
  /** First day of force, ISO. */ from: string;
  /** Last day of force, ISO; null while it is in force. */ until: string | null;
};

export type Rule<Schema extends z.ZodType = z.ZodType> = {
  /** French name, shown in refusals and beside the value. */ label: string;
  /** Shape and unit of the value. */ schema: Schema;
  /**
   * What a body may set for itself: nothing (unless said), a number not below (`at-least`) or not above (`at-most`) that of the text, or
   * anything of the same shape (`freely`: the text only gives the default).
   */
  bodies?: 'at-least' | 'at-most' | 'freely';
  /** Oldest first, without overlap; a gap is a time without rule. */ dated: readonly DatedValue<unknown>[];
};

type Rules = Readonly<Record<string, Rule>>;
type ValueOf<Set extends Rules, Key extends keyof Set> = z.output<Set[Key]['schema']>;

/**
 * Declares rules, checked at once: a value of another shape, days that overlap or stand in disorder, or a missing text throw when the
 * file is imported, so the server does not start on them.
 */
export function defineRules<const Set extends Rules>(set: Set) {
  const dated = new Map(Object.entries(set).map(([key, rule]) => [key, checked(key, rule)]));

  /** The value that the texts set for a day, with its text and days of force. Refuses a day on which no text is known. */
  function ruleOn<Key extends keyof Set & string>(key: Key, day: Temporal.PlainDate): DatedValue<ValueOf<Set, Key>> {
    const found = inForce(dated.get(key) ?? [], day);
    if (!found) throw refuse('rules.none-on-that-day', { label: set[key]?.label, day: formatDay(day) });
    return found as DatedValue<ValueOf<Set, Key>>; // parsed by the schema of this key
  }

  /**
   * The value for one body, which has set `own` ones (rows of the room's own table, their vote as text). Its own value holds while the
   * texts of that day allow it; when a new text forbids it, the text's value holds without anybody doing anything.
   */
  function ruleFor<Key extends keyof Set & string>(
    key: Key,
    day: Temporal.PlainDate,
    own: readonly DatedValue<ValueOf<Set, Key>>[],
  ): DatedValue<ValueOf<Set, Key>> {
    const legal = ruleOn(key, day);
    const chosen = inForce(own, day);
    return chosen && allows(set[key]?.bodies, legal.value, chosen.value) ? chosen : legal;
  }

  /** Refuses a value that a body wants for itself if the texts forbid it on any day of its force, with the limit and its text. */
  function checkOwn<Key extends keyof Set & string>(key: Key, own: DatedValue<ValueOf<Set, Key>>, field?: string): void {
    const label = set[key]?.label;
    const bodies = set[key]?.bodies;
    const all = dated.get(key) ?? [];
    const first = ruleOn(key, Temporal.PlainDate.from(own.from));
    if (!bodies) throw refuse('rules.not-adjustable', { label, text: first.text }, field);
    for (const legal of all.filter((one) => overlap(one, own))) {
      if (allows(bodies, legal.value, own.value)) continue;
      const from = formatDay(Temporal.PlainDate.from(legal.from));
      throw refuse('rules.out-of-bounds', { label, value: own.value, limit: legal.value, from, text: legal.text }, field);
    }
  }

  return { rules: set, ruleOn, ruleFor, checkOwn };
}

function checked(key: string, { schema, dated, bodies }: Rule): DatedValue<unknown>[] {
  return dated.map((one, index) => {
    const value = schema.parse(one.value);
    if (one.text.trim() === '') throw new Error(`rule ${key}: a value without the text that sets it`);
    if ((bodies === 'at-least' || bodies === 'at-most') && typeof value !== 'number') throw new Error(`rule ${key}: only a number has bounds`);
    const from = Temporal.PlainDate.from(one.from);
    const until = one.until === null ? null : Temporal.PlainDate.from(one.until);
    if (until && Temporal.PlainDate.compare(until, from) < 0) throw new Error(`rule ${key}: ends on ${one.until}, before it starts`);
    const before = dated[index - 1];
    if (before && (before.until === null || before.until >= one.from)) throw new Error(`rule ${key}: two values on ${one.from}`);
    return { ...one, value };
  });
}

// ISO days compare as texts.
function inForce<Value>(dated: readonly DatedValue<Value>[], day: Temporal.PlainDate): DatedValue<Value> | undefined {
  const iso = day.toString();
  return dated.find(({ from, until }) => from <= iso && (until === null || iso <= until));
}

function overlap(left: DatedValue<unknown>, right: DatedValue<unknown>): boolean {
  return (left.until === null || right.from <= left.until) && (right.until === null || left.from <= right.until);
}

function allows(bodies: Rule['bodies'], legal: unknown, own: unknown): boolean {
  if (!bodies) return false;
  if (bodies === 'freely') return true;
  if (typeof legal !== 'number' || typeof own !== 'number') return false;
  return bodies === 'at-least' ? own >= legal : own <= legal;
}
