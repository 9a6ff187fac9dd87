// SPDX-License-Identifier: EUPL-1.2
import { Anchor, Badge } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import type { readMyCalendar } from '../../contract.ts';
import classes from '../leave.module.css';
import { spanInWords, statusWords, tintOf } from '../words.ts';

export type MyCalendar = OutputOf<typeof readMyCalendar>;

/** Absences with several employers, each leading to its page in the body that employs. */
export function EmployerLines({ employers, rows }: MyCalendar) {
  return (
    <ul className={classes.list}>
      {rows.map((row) => {
        const employer = employers.find(({ organisationId }) => organisationId === row.organisationId);
        const { label, colour } = statusWords[row.status];
        return (
          <li key={row.requestId} className={classes.line} style={tintOf(row.colour)}>
            <div className={classes.words}>
              <p>
                <Anchor component={HouseLink} href={`/o/${employer?.slug ?? ''}/conges/demandes/${row.requestId}`}>
                  {row.kind} {spanInWords(row)}
                  {row.hours && ` (${row.hours})`}
                </Anchor>
              </p>
              <p className={classes.quiet}>{employer?.name}</p>
            </div>
            <Badge color={colour} variant="light">
              {label}
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}
