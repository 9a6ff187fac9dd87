// SPDX-License-Identifier: EUPL-1.2
import { foldText } from '#platform/text/fold.ts';
import type { BodyFacts } from '../body-facts.ts';
import type { OperatorView } from '../operators/operator-view.ts';
import { inseeIn, sirenIn } from '../search/search-words.ts';
import { CellFault } from './read-cells.ts';

/**
 * Finds bodies by what a cell says of them: SIREN, INSEE code or name. A name is looked for in the territory, then in all of France, and
 * must be that of one body alone. Throws a `CellFault` otherwise.
 */
export function referenceFinder(view: OperatorView): (text: string) => BodyFacts {
  let near: Map<string, BodyFacts[]> | undefined;
  let far: Map<string, BodyFacts[]> | undefined;
  return (text) => {
    const [siren, insee] = [sirenIn(text), inseeIn(text)];
    const coded = siren !== null ? view.bySiren(siren) : insee !== null ? view.byInsee(insee) : undefined;
    if (coded) return coded;
    if (siren !== null || insee !== null) throw new CellFault(`Aucune collectivité ne porte le numéro « ${text} ».`);
    const folded = foldText(text);
    near ??= byName(view.territory);
    const found = near.get(folded) ?? (far ??= byName(view.register.bodies)).get(folded) ?? [];
    const [only, another] = found;
    if (!only) throw new CellFault(`Aucune collectivité ne s’appelle « ${text} ».`);
    if (another) throw new CellFault(`${found.length} collectivités s’appellent « ${text} » : donnez le SIREN ou le code INSEE.`);
    return only;
  };
}

function byName(bodies: readonly BodyFacts[]): Map<string, BodyFacts[]> {
  const names = new Map<string, BodyFacts[]>();
  for (const body of bodies) {
    const folded = foldText(body.name);
    const same = names.get(folded);
    if (same) same.push(body);
    else names.set(folded, [body]);
  }
  return names;
}
