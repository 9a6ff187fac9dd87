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
export function Gauge({ right, href, actions }: { right: AllowanceShape; href?: string | undefined; actions?: React.ReactNode }) {
  const { label, amount, used, reserved, left, unit, beyond, beyondCents, nextOn, printed, isOwn, holder, extra, percent } = right;
  const facts = [
    ...(reserved > 0 ? [`${units(reserved, unit)} réservés`] : []),
    ...(left !== null && left > 0 ? [`reste ${units(left, unit)}`] : []),
    ...(extra > 0 ? [`dont ${units(extra, unit)} accordés en plus`] : []),
    ...(nextOn ? [`de nouveau disponible le ${day(nextOn)}`] : []),
  ];
  return (
    <div className={classes.gauge}>
      <div className={classes.gaugeHead}>
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
      {facts.length > 0 && <p className={classes.soft}>{sentence(facts)}</p>}
      {beyond > 0 && beyondCents !== null && <p className={classes.over}>Ce qui dépasse : {shortAmount(beyondCents)} au tarif.</p>}
      <p className={classes.soft}>{limitWords(right)}.</p>
      {printed && <p className={classes.printed}>Imprimé : {printed}.</p>}
      {actions}
    </div>
  );
}

function sentence(facts: readonly string[]): string {
  const text = facts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
