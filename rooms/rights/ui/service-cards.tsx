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
  serviceActions?: (service: ServiceShape) => ReactNode;
  rightActions?: (right: AllowanceShape) => ReactNode;
};

/** Services that count something, each with its gauges; then those that are open or not, and count nothing. */
export function ServiceCards({ services, allowances, hrefOf, serviceActions, rightActions }: Props) {
  const byService = Map.groupBy(allowances, ({ service }) => service);
  // A renewal opens the same service twice: what stands today speaks for it.
  const first = [...Map.groupBy(services, ({ service }) => service).values()].flatMap((those) => bestOf(those));
  const counted = first.filter(({ service }) => byService.has(service));
  const known = new Set(first.map(({ service }) => service));
  const others = first.filter(({ service }) => !byService.has(service));
  const territory = allowances.filter(({ service }) => !known.has(service));
  return (
    <>
      <div className={classes.services}>
        {counted.map((service) => (
          <section key={service.id} className={classes.service} aria-label={service.label}>
            <Head service={service} />
            <div className={classes.gauges}>
              {(byService.get(service.service) ?? []).map((right) => (
                <Gauge key={right.id} right={right} href={hrefOf(right)} actions={rightActions?.(right)} />
              ))}
            </div>
            {serviceActions?.(service)}
          </section>
        ))}
        {territory.length > 0 && (
          <section className={classes.service} aria-label="Droits du territoire">
            <div className={classes.head}>
              <h2>Droits du territoire</h2>
            </div>
            <div className={classes.gauges}>
              {territory.map((right) => (
                <Gauge key={right.id} right={right} href={hrefOf(right)} />
              ))}
            </div>
          </section>
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
                {serviceActions?.(service)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Head({ service }: { service: ServiceShape }) {
  return (
    <>
      <div className={classes.head}>
        <h2>{service.label}</h2>
        <StateBadge state={service.state} />
      </div>
      <p className={classes.soft}>
        {service.operator}, {daysWords(service)}.{service.suspendedFor && ` Suspendu : ${service.suspendedFor}`}
      </p>
    </>
  );
}

function bestOf(those: readonly ServiceShape[]): ServiceShape[] {
  const order = ['open', 'suspended', 'upcoming', 'ended'] as const;
  return order.flatMap((state) => those.filter((one) => one.state === state)).slice(0, 1);
}
