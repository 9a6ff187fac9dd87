// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '../body-facts.ts';
import { refuse } from '../contract/refusals.ts';
import { inseeIn, sirenIn } from '../search/search-words.ts';
import type { OperatorView } from './operator-view.ts';

/** A body that this operator may see, by id, slug, SIREN (or SIRET) or INSEE code. Refuses any other: another's declared body is unknown. */
export function findBody(view: OperatorView, asked: string): BodyFacts {
  const [siren, insee] = [sirenIn(asked), inseeIn(asked)];
  const body = siren !== null ? view.bySiren(siren) : insee !== null ? view.byInsee(insee) : (view.find(asked) ?? view.bySlug(asked));
  if (!body) throw refuse('organisations.unknown-body', { asked }, 'body');
  return body;
}
