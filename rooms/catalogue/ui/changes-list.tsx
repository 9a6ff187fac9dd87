// SPDX-License-Identifier: EUPL-1.2
import { instant } from '#ui/format/day.ts';
import type { EditionDetail } from '../contract.ts';
import classes from './catalogue.module.css';

/** What was done to a project, the latest first. */
export function ChangesList({ changes }: { changes: EditionDetail['changes'] }) {
  return (
    <ol className={classes.changes} reversed>
      {changes.map((change) => (
        <li key={change.id}>
          {change.says}
          {change.reason && <> Motif : {change.reason}</>}
          <small>
            {instant(change.at)}
            {change.by && `, ${change.by.name}`}, version {change.revision}
          </small>
        </li>
      ))}
    </ol>
  );
}
