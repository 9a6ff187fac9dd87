// SPDX-License-Identifier: EUPL-1.2

import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import type { Request } from '../request/request.ts';
import { KindMark, StatusBadge } from '../kind-mark.tsx';
import classes from '../leave.module.css';
import { inWords, spanInWords, tintOf } from '../words.ts';

/** Absences, each leading to its page. */
export function LeaveLines({ requests }: { requests: readonly Request[] }) {
  const { organisation } = usePlace();
  return (
    <ul className={classes.list}>
      {requests.map((request) => (
        <li key={request.id} className={classes.line} style={tintOf(request.kind?.colour ?? 'gray')}>
          <KindMark kind={request.kind} />
          <div className={classes.words}>
            <p>
              <HouseLink href={`/o/${organisation.slug}/conges/demandes/${request.id}`}>
                {request.kind?.label ?? 'Absence'} {spanInWords(request)}
              </HouseLink>
            </p>
            <p className={classes.quiet}>{amountOf(request)}</p>
          </div>
          <StatusBadge status={request.status} />
        </li>
      ))}
    </ul>
  );
}

/** « 2,5 jours travaillés » or « 3 h 30 ». */
export function amountOf({ unit, days, minutes }: Pick<Request, 'unit' | 'days' | 'minutes'>): string {
  return unit === 'hour' ? inWords(minutes, 'hour') : `${inWords(days, 'day')} de travail`;
}
