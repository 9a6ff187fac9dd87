// SPDX-License-Identifier: EUPL-1.2
import type { ConventionRow } from '../../contract.ts';
import classes from './register.module.css';

/** The passage in which the words were found, with its document and its page. */
export function Found({ found }: { found: NonNullable<ConventionRow['found']> }) {
  const parts = found.text.split(/⟦|⟧/);
  return (
    <p className={classes.found}>
      {found.where}
      {found.page !== null && `, page ${found.page}`} : «&nbsp;
      {/* Every other part lay between the marks. */}
      {parts.map((part, at) => (at % 2 === 1 ? <mark key={`${at} ${part}`}>{part}</mark> : part))}&nbsp;»
    </p>
  );
}
