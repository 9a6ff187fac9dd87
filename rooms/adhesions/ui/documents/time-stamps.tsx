// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { listTimeStamps } from '../../contract.ts';
import classes from './documents.module.css';

/** When each act was proved, by whom. Absent while nothing was. */
export function TimeStamps({ dossierId }: { dossierId: string }) {
  const { data } = useEndpoint(listTimeStamps, { id: dossierId });
  if (!data || data.rows.length === 0) return null;
  return (
    <>
      <h3 className={classes.sub}>Horodatages</h3>
      <ul className={classes.kinds}>
        {data.rows.map((row) => (
          <li key={row.id}>
            <p className={classes.name}>{row.label}</p>
            <p className={classes.quiet}>
              {row.stampedAt
                ? `${row.isIndependent ? 'Horodaté' : 'Scellé'} le ${instant(row.stampedAt)} par ${row.authority ?? ''} – ${row.verdict}`
                : `Demandé le ${instant(row.askedAt)}, en attente`}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
