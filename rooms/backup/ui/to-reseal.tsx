// SPDX-License-Identifier: EUPL-1.2
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { day, dayOf } from '#ui/format/day.ts';
import { Section } from '#ui/parts/section.tsx';
import { listToReseal } from '../contract.ts';
import classes from './backup.module.css';

/** Passwords that bodies are to entrust again: the operator reminds them. */
export function ToReseal() {
  const { data } = useEndpoint(listToReseal, {});
  if (!data || data.rows.length === 0) return null;
  const others = data.total - data.rows.length;
  return (
    <div className={classes.block}>
      <Section title="Mots de passe à confier de nouveau" isWide>
        <p className={classes.quiet}>La collectivité en est avertie : c’est à elle de le faire. Appelez-la si rien ne bouge.</p>
        <ul>
          {data.rows.map(({ id, body, machine, lapsed, noticedAt }) => (
            <li key={id}>
              <strong>{`${machine}, ${body}`}</strong> :{' '}
              {lapsed && noticedAt ? `${lapsed} ne peut plus l’ouvrir depuis le ${day(dayOf(noticedAt))}.` : 'un dépositaire a changé de fiche.'}
            </li>
          ))}
        </ul>
        {others > 0 && <p className={classes.quiet}>Et {count('autre', 'autres', others)}.</p>}
      </Section>
    </div>
  );
}
