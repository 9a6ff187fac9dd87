// SPDX-License-Identifier: EUPL-1.2
import type { InputOf } from '#ui/api/endpoint.ts';
import { type ActForm, useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { reviseDraft, type Edition } from '../contract.ts';

export type RevisionProps = { draft: { key: string; revision: number }; content: Edition };
type Change = InputOf<typeof reviseDraft>['change'];

/** A form that makes one change to a project; its fields bear the names of the change's own. */
export function useRevision<Values extends { reason: string } & Record<string, unknown>>(
  draft: RevisionProps['draft'],
  initial: Values,
  toChange: (values: Values) => Change,
  fieldNames: Readonly<Record<string, string>>,
): ActForm<Values> {
  const form = useActForm(reviseDraft, {
    initial,
    toInput: (values) => ({ edition: draft.key, revision: draft.revision, change: toChange(values), reason: values.reason || null }),
    fieldNames: { reason: 'reason', ...Object.fromEntries(Object.entries(fieldNames).map(([asked, field]) => [`change.${asked}`, field])) },
    done: () => {
      tellDone('Projet modifié.');
      form.reset();
    },
  });
  return form;
}
