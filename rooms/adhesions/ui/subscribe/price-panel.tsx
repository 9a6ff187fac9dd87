// SPDX-License-Identifier: EUPL-1.2
import { Alert, Card, Text } from '@mantine/core';
import { sentenceOf } from '#ui/api/problem.ts';
import { amount, shortAmount } from '#ui/format/amount.ts';
import { dayInWords } from '#ui/format/day.ts';
import type { PricedQuote } from '#rooms/quotes/contract.ts';
import ruled from '#ui/parts/ruled-list.module.css';
import classes from './subscribe.module.css';
import type { Live, Price } from './use-price.ts';

/** The exact price of what is ticked, each line with what proves it. */
export function PricePanel({ live }: { live: Live }) {
  const { data, error, isFetching, isAsked } = live;
  if (error)
    return (
      <Alert color="yellow" role="status" title="Le prix ne peut pas encore être calculé">
        {sentenceOf(error)}
      </Alert>
    );
  if (!isAsked || !data)
    return (
      <Alert color="blue" role="status">
        {isAsked ? 'Calcul du prix…' : 'Cochez un forfait : son prix exact s’affiche ici.'}
      </Alert>
    );
  return (
    <Card withBorder component="section" aria-label="Prix" aria-busy={isFetching}>
      <Text c="dimmed">{data.isRider ? 'En plus, la première année' : 'La première année'}</Text>
      <p className={classes.figure} role="status">
        {shortAmount(data.firstYearCents)}
      </p>
      <Text mb="sm">
        {data.edition}
        {data.endsOn && `, jusqu’au ${dayInWords(data.endsOn)}`}
      </Text>
      {!data.isComplete && <Alert color="yellow">Une ligne est sur devis : retirez-la, ou demandez un devis à votre opérateur.</Alert>}
      <PriceLines price={data} />
    </Card>
  );
}

/** The lines of a price, and why each amount is what it is. */
export function PriceLines({ price }: { price: Price }) {
  const priced: PricedQuote = price.priced;
  const names = new Map([priced.body, ...priced.roster].map(({ id, name }) => [id, name]));
  return (
    <ul className={ruled.list}>
      {priced.lines.map((line) => (
        <li key={`${line.offer} ${line.charge} ${line.beneficiaries.join()}`}>
          <div className={classes.line}>
            <strong>{line.label}</strong>
            <span>{line.amountCents === null ? 'Sur devis' : line.isIncluded ? 'Compris' : amount(line.amountCents)}</span>
          </div>
          {priced.roster.length > 0 && <p className={classes.quiet}>{line.beneficiaries.map((id) => names.get(id) ?? '').join(', ')}</p>}
          {line.flags.map(({ says }) => (
            <p key={says} className={classes.quiet}>
              {says}
            </p>
          ))}
          <details className={classes.why}>
            <summary>Ce qui le prouve</summary>
            <ol>
              {line.why.map(({ says, citation }) => (
                <li key={says}>
                  {says}{' '}
                  {citation && (
                    <cite>{`${citation.document}, ligne ${citation.line} : « ${citation.label} »${citation.figure ? ` ${citation.figure}` : ''}`}</cite>
                  )}
                </li>
              ))}
            </ol>
          </details>
        </li>
      ))}
    </ul>
  );
}
