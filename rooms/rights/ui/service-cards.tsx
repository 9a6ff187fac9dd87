// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';
import type { AllowanceShape, ServiceShape } from '../contract.ts';
import { daysWords } from './amount-words.ts';
import { Gauge } from './gauge.tsx';
import classes from './rights.module.css';
import { StateBadge } from './state-badge.tsx';

type Props = {
  services: readonly ServiceShape[];
  allowances: readonly AllowanceShape[];
  /** Address of a right's own page. */
  hrefOf: (right: AllowanceShape) => string | undefined;
  /** What can be done with a service and its rights. */
  actions?: (service: ServiceShape, rights: readonly AllowanceShape[]) => ReactNode;
};

/** Services that count something, each with its gauges; then those that are open or not, and count nothing. */
export function ServiceCards({ services, allowances, hrefOf, actions }: Props) {
  const byService = Map.groupBy(allowances, ({ service }) => service);
  // A renewal opens the same service twice: what stands today speaks for it.
  const first = [...Map.groupBy(services, ({ service }) => service).values()].flatMap((those) => bestOf(those));
  const fillOf = ({ service }: ServiceShape): number => Math.max(...(byService.get(service) ?? []).map(({ percent }) => percent ?? 0), 0);
  // The fullest first: it is what one comes for.
  const counted = first.filter(({ service }) => byService.has(service)).sort((a, b) => fillOf(b) - fillOf(a));
  const known = new Set(first.map(({ service }) => service));
  const others = first.filter(({ service }) => !byService.has(service));
  const territory = allowances.filter(({ service }) => !known.has(service));
  return (
    <>
      <div className={classes.services}>
        {counted.map((service) => {
          const rights = byService.get(service.service) ?? [];
          return (
            <article key={service.id} className={classes.service}>
              <div className={classes.head}>
                <h2>{service.label}</h2>
                <StateBadge state={service.state} />
              </div>
              {rights.map((right) => (
                <Gauge key={right.id} right={right} href={hrefOf(right)} />
              ))}
              <p className={classes.foot}>
                {service.operator}, {daysWords(service)}.{service.suspendedFor && ` Suspendu : ${service.suspendedFor}`}
              </p>
              {actions?.(service, rights)}
            </article>
          );
        })}
        {territory.length > 0 && (
          <article className={classes.service}>
            <div className={classes.head}>
              <h2>Droits du territoire</h2>
            </div>
            {territory.map((right) => (
              <Gauge key={right.id} right={right} href={hrefOf(right)} />
            ))}
          </article>
        )}
      </div>
      {others.length > 0 && (
        <section className={classes.section}>
          <h2>Services sans compteur</h2>
          <ul className={classes.switches}>
            {others.map((service) => (
              <li key={service.id}>
                <span>
                  {service.label}
                  <br />
                  <span className={classes.soft}>{daysWords(service)}</span>
                  {service.suspendedFor && <span className={classes.soft}> – {service.suspendedFor}</span>}
                </span>
                <StateBadge state={service.state} />
                {actions?.(service, [])}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function bestOf(those: readonly ServiceShape[]): ServiceShape[] {
  const order = ['open', 'suspended', 'upcoming', 'ended'] as const;
  return order.flatMap((state) => those.filter((one) => one.state === state)).slice(0, 1);
}
