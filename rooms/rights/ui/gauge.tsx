// SPDX-License-Identifier: EUPL-1.2
import { shortAmount } from '#ui/format/amount.ts';
import { day } from '#ui/format/day.ts';
import { Progress } from '#ui/parts/progress.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import type { AllowanceShape } from '../contract.ts';
import { limitWords, periodWords, units, usedWords } from './amount-words.ts';
import classes from './rights.module.css';
import { FillBadge } from './state-badge.tsx';

/** One right: what is used, kept and left, when it comes back, what exceeding costs, and where it is printed. */
export function Gauge({ right, href }: { right: AllowanceShape; href?: string | undefined }) {
  const { label, amount, used, reserved, left, unit, beyond, beyondCents, nextOn, printed, isOwn, holder, extra, percent } = right;
  const facts = [
    ...(left !== null && left > 0 ? [`reste ${units(left, unit)}`] : []),
    ...(reserved > 0 ? [`${units(reserved, unit)} réservés`] : []),
    ...(extra > 0 ? [`${units(extra, unit)} accordés en plus`] : []),
    ...(nextOn ? [`de nouveau disponible le ${day(nextOn)}`] : []),
  ];
  return (
    <div className={classes.gauge}>
      <div className={classes.head}>
        <h3>{href ? <HouseLink href={href}>{label}</HouseLink> : label}</h3>
        <FillBadge percent={percent} />
      </div>
      {amount === null ? (
        <p>{usedWords(right)}</p>
      ) : (
        <Progress
          label={isOwn ? periodWords(right) : `Territoire : ${holder}`}
          value={used + reserved}
          most={Math.max(amount, 0.001)}
          words={usedWords(right)}
        />
      )}
      {beyond > 0 && (
        <p className={classes.over}>
          {units(beyond, unit)} au-delà{beyondCents === null ? '.' : ` : ${shortAmount(beyondCents)} au tarif.`}
        </p>
      )}
      {facts.length > 0 && <p className={classes.soft}>{sentence(facts)}</p>}
      <details className={classes.rules}>
        <summary>Règles et source</summary>
        <p>{limitWords(right)}.</p>
        {printed && <p>Imprimé : {printed}.</p>}
      </details>
    </div>
  );
}

function sentence(facts: readonly string[]): string {
  const text = facts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
