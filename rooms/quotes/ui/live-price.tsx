// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Card, List, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { sentenceOf } from '#ui/api/problem.ts';
import { amount, shortAmount } from '#ui/format/amount.ts';
import { AmountInput } from '#ui/forms/amount-input.tsx';
import ruled from '#ui/parts/ruled-list.module.css';
import type { PricedLine, PricedQuote } from '../contract.ts';
import type { Draft } from './draft.ts';
import { beneficiariesOf, keyOfLine, namesOf } from './price-tables.tsx';
import type { Change } from './quote-editor.tsx';
import classes from './quotes.module.css';

type Props = { draft: Draft; change: Change; priced: PricedQuote | undefined; refusal: Error | null; isAsking: boolean };

/** The price of the moment; each line can be given another amount, with a reason. */
export function LivePrice({ draft, change, priced, refusal, isAsking }: Props) {
  if (refusal)
    return (
      <Alert color="yellow" role="status" title="Le prix ne peut pas encore être calculé">
        {sentenceOf(refusal)}
      </Alert>
    );
  if (!priced) return <Alert color="blue">Choisissez une collectivité et au moins une prestation : le prix s’affiche ici.</Alert>;
  const [first] = priced.totals.years;
  const hasEdits = Object.values(draft.edits).some(({ amountCents }) => amountCents !== null);
  return (
    <Card withBorder component="section" aria-label="Prix" aria-busy={isAsking}>
      <Text c="dimmed">Première année, au tarif du catalogue</Text>
      <p className={classes.figure} role="status">
        {first && priced.lines.some((line) => line.amountCents !== null) ? shortAmount(first.payableCents) : 'Sur devis'}
      </p>
      <Text mb="sm">
        {shortAmount(priced.totals.overall.payableCents)} sur {priced.totals.years.length} ans · {priced.edition.label}
      </Text>
      {hasEdits && <Text size="sm">Les montants fixés ci-dessous remplacent le tarif à l’enregistrement.</Text>}
      {priced.sensitivity && (
        <List size="sm" mb="sm">
          <List.Item>{priced.sensitivity.bodies.says}</List.Item>
          <List.Item>{priced.sensitivity.volume.says}</List.Item>
        </List>
      )}
      <ul className={ruled.list}>
        {priced.lines.map((line) => (
          <li key={keyOfLine(line)}>
            <LineEditor draft={draft} change={change} line={line} beneficiaries={beneficiariesOf(line, namesOf(priced))} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function LineEditor({ draft, change, line, beneficiaries }: { draft: Draft; change: Change; line: PricedLine; beneficiaries: string }) {
  const key = keyOfLine(line);
  const edit = draft.edits[key];
  const set = (part: Partial<NonNullable<typeof edit>>): void =>
    change({ edits: { ...draft.edits, [key]: { amountCents: line.amountCents, reason: '', ...edit, ...part } } });
  const undo = (): void => {
    const { [key]: _, ...others } = draft.edits;
    change({ edits: others });
  };
  return (
    <>
      <Text fw={600}>{line.label}</Text>
      <Text size="sm">
        {beneficiaries} : {line.amountCents === null ? 'sur devis' : amount(line.amountCents)}
        {line.isIncluded && ' (compris)'}{' '}
        {line.status !== 'firm' && <Badge color="yellow">{line.status === 'on-quote' ? 'Sur devis' : 'À confirmer'}</Badge>}
      </Text>
      {line.flags.map(({ says }) => (
        <Text key={says} size="sm" c="yellow.9">
          {says}
        </Text>
      ))}
      {edit ? (
        <Stack gap="xs" mt="xs">
          <AmountInput label="Montant fixé" value={edit.amountCents} onChange={(amountCents) => set({ amountCents })} />
          <TextInput label="Motif" required value={edit.reason} onChange={(event) => set({ reason: event.currentTarget.value })} />
          <Button variant="subtle" size="compact-sm" onClick={undo}>
            Revenir au tarif
          </Button>
        </Stack>
      ) : (
        <Button variant="subtle" size="compact-sm" onClick={() => set({})}>
          Fixer un autre montant<VisuallyHidden> pour {line.label}</VisuallyHidden>
        </Button>
      )}
    </>
  );
}
