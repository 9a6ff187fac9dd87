// SPDX-License-Identifier: EUPL-1.2
import { day } from '#ui/format/day.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import type { readMyLeave } from '../../contract.ts';
import classes from '../leave.module.css';
import { inWords } from '../words.ts';

export type Account = OutputOf<typeof readMyLeave>['accounts'][number];

/** What is left on each counter, what waits for an answer, and until when it may be taken. */
export function Counters({ accounts }: { accounts: readonly Account[] }) {
  if (accounts.length === 0) return <p className={classes.quiet}>Aucun compteur n’est ouvert à cette date.</p>;
  return (
    <ul className={classes.counters}>
      {accounts.map((account) => (
        <li key={`${account.counter} ${account.year}`} className={classes.counter}>
          <h3>{account.year ? `${account.label} ${account.year}` : account.label}</h3>
          <p className={classes.figure}>{inWords(account.left, account.unit)}</p>
          <p className={classes.quiet}>
            {inWords(account.acquired, account.unit)} acquis, {inWords(account.taken, account.unit)} pris
          </p>
          {account.waiting !== 0 && (
            <p className={classes.waiting}>
              {inWords(account.waiting, account.unit)} en attente : il resterait {inWords(account.left - account.waiting, account.unit)}
            </p>
          )}
          {account.until && <p className={classes.quiet}>À prendre jusqu’au {day(account.until)}</p>}
        </li>
      ))}
    </ul>
  );
}
