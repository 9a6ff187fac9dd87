// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { saveDraft } from '../change-draft.ts';
import { checkContent } from '../draft-edition.ts';
import type { Edition } from '../edition-schema.ts';
import { contentOf, findEdition, mustBeDraft, type EditionFacts } from '../find-edition.ts';
import { reviseEdition, type Change } from '../price/revise-edition.ts';
import type { Tables } from '../tables.ts';
import { draftDocument, keepOneDraftDocument } from './draft-document.ts';
import { includeService, newService } from './new-service.ts';
import type { RevisionChange } from './revision-shapes.ts';
import { sayChange } from './say-change.ts';
import { setPrice } from './set-price.ts';

type Input = { edition: string; revision: number; change: RevisionChange; reason: string | null };

/** Makes one change to a draft, and keeps it with its reason. The whole must still satisfy the schema, or nothing is saved. */
export async function reviseDraft(ctx: Context<Tables>, { edition, revision, change, reason }: Input) {
  const row = await findEdition(ctx, edition, { toChange: true });
  mustBeDraft(row, revision);
  const before = await contentOf(ctx, row);
  const after = keepOneDraftDocument(await baseDocuments(ctx, row), applyChange(before, change));
  const says = sayChange(before, change);
  return saveDraft(ctx, row.id, checkContent(after), { says, change, reason });
}

/** The edition with one change; the document that its new prices cite is the draft's own annex. */
export function applyChange(edition: Edition, change: RevisionChange): Edition {
  const changes = changesOf(edition, change);
  const revised = reviseEdition(edition, { key: edition.key, label: edition.label, changes });
  // Other acts go on quoting what they quoted.
  return { ...finish(revised, change, draftDocument(edition)), relatedActs: edition.relatedActs };
}

/** What the engine leaves to us: a price by its address, and where a new service is included. */
function finish(revised: Edition, change: RevisionChange, document: string): Edition {
  if (change.kind === 'price') return setPrice(revised, change.price, change.amount, document);
  return change.kind === 'add-service' ? includeService(revised, change) : revised;
}

function changesOf(edition: Edition, change: RevisionChange): Change[] {
  switch (change.kind) {
    case 'price':
      return [];
    case 'add-service':
      return [newService(edition, change)];
    case 'percentage': {
      const { offers, ...rest } = change;
      return [{ ...rest, ...(offers && { offers }) }];
    }
    case 'add-row':
    case 'add-column': {
      const { cents, ...rest } = change;
      return [{ ...rest, ...(cents && { cents }) }];
    }
    default:
      return [change];
  }
}

async function baseDocuments(ctx: Context<Tables>, row: EditionFacts): Promise<readonly string[]> {
  if (row.based_on === null) return [];
  const base = await contentOf(ctx, { ...row, id: row.based_on });
  return base.documents.map((document) => document.key);
}
