// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { foldText } from '#platform/text/fold.ts';
import type { BodyFacts } from '../body-facts.ts';
import type { BodyKind } from '../contract/body-kinds.ts';
import { operatorViewIn } from '../operators/operator-in-memory.ts';
import type { OperatorView } from '../operators/operator-view.ts';
import { bodyLineOf } from '../register/read-public-body.ts';
import type { Tables } from '../tables.ts';
import { searchRegister } from './search-register.ts';
import { searchWords, sirenIn } from './search-words.ts';

type Input = { q: string; kind?: BodyKind[] | undefined; territory: 'true' | 'false'; limit: number };

/** What an operator may look for: its declared bodies, those of its territory, then all of France. */
export async function searchOwnBodies(ctx: Context<Tables>, { q, kind, territory, limit }: Input) {
  const view = await operatorViewIn(ctx);
  const declared = declaredMatching(view, q, kind).slice(0, limit);
  const among = view.territory.filter(({ id }) => !view.isDeclared(id)).map(({ id }) => id);
  const scope = { kinds: kind, on: ctx.today(), limit };
  const near = among.length > 0 ? await searchRegister(ctx.tx, q, { ...scope, among }) : [];
  const far = territory === 'true' ? [] : await searchRegister(ctx.tx, q, scope);
  const seen = new Set<string>();
  const found = [
    ...declared.map((body) => ({ ...bodyLineOf(body), formerName: null })),
    // Likeness in the territory must not hide the exact name elsewhere: only what holds the words comes first.
    ...near.filter(({ name }) => foldText(name).includes(searchWords(q))),
    ...far,
    ...near,
  ].filter(({ id }) => !seen.has(id) && seen.add(id));
  return { rows: found.slice(0, limit).map((hit) => ({ ...hit, isDeclared: view.isDeclared(hit.id), isInTerritory: view.isInTerritory(hit.id) })) };
}

/** Declared bodies whose name holds every word, or of this SIREN; the ones that begin so come first. */
export function declaredMatching(view: OperatorView, q: string, kinds?: readonly BodyKind[]): BodyFacts[] {
  const siren = sirenIn(q);
  const words = searchWords(q);
  const asked = words.split(' ').filter((word) => word !== '');
  return view.declared
    .filter((body) => kinds === undefined || kinds.includes(body.kind))
    .filter((body) =>
      siren === null ? asked.length > 0 && asked.every((word) => ` ${foldText(body.name)}`.includes(` ${word}`)) : body.siren === siren,
    )
    .sort(
      (one, other) =>
        Number(foldText(other.name).startsWith(words)) - Number(foldText(one.name).startsWith(words)) || one.name.localeCompare(other.name, 'fr'),
    );
}
