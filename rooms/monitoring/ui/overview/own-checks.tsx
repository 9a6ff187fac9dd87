// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Section } from '#ui/parts/section.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import type { readOverview } from '../../contract.ts';
import { CheckBadge } from '../checks/check-badge.tsx';
import { DayBars, share } from '../checks/day-bars.tsx';
import classes from '../monitoring.module.css';

/** What is watched of a body, each with its last thirty days. */
export function OwnChecks({ checks, at }: { checks: OutputOf<typeof readOverview>['own']; at: string }) {
  return (
    <Section isWide title="Ce qui est surveillé, sur trente jours" action={<HouseLink href={`${at}/sondes`}>Toutes les sondes</HouseLink>}>
      <ul className={classes.own}>
        {checks.map((check) => {
          const looks = check.days.reduce((sum, one) => sum + one.looks, 0);
          const failed = check.days.reduce((sum, one) => sum + one.failed, 0);
          const answered = share(looks, failed);
          return (
            <li key={check.id}>
              <div>
                <HouseLink href={`${at}/sondes/${check.id}`}>{check.name}</HouseLink> <CheckBadge {...check} isPaused={false} />
                {check.says && <p className={classes.quiet}>{check.says}</p>}
              </div>
              <DayBars days={check.days} label={`${check.name}, trente jours : ${answered} de réponses.`} />
              <span className={classes.answered}>{answered}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
