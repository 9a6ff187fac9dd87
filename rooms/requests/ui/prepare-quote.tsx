// SPDX-License-Identifier: EUPL-1.2
import { Button, Select, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { prepareQuote, readPreparation } from '../contract.ts';

type Preparation = OutputOf<typeof readPreparation>;
type Values = Readonly<Record<string, number | string | null>>;

/** In the answer to a request: the quote for its body and its service, prefilled. */
export function Part({ requestId }: { requestId: string }) {
  const { data } = useEndpoint(readPreparation, { id: requestId });
  if (!data) return <Lines count={2} />;
  if (data.offers.length === 0) return <Text size="sm">Ce service n’a pas d’offre à prix dans le catalogue : répondez sans devis.</Text>;
  return <Prepare requestId={requestId} preparation={data} />;
}

function Prepare({ requestId, preparation }: { requestId: string; preparation: Preparation }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const { offers, held } = preparation;
  const [key, setKey] = useState(offers[0]?.key ?? '');
  const [typed, setTyped] = useState<Values>({});
  const offer = offers.find((one) => one.key === key);
  const prepare = useAct(prepareQuote, {
    done: ({ quoteId, number }) => {
      tellDone(`Devis ${number} préparé : relisez-le et envoyez-le.`);
      go(`/o/${organisation.slug}/devis/${quoteId}`);
    },
  });
  const values = Object.fromEntries((offer?.inputs ?? []).map(({ key: name, value }) => [name, typed[name] ?? value]));
  const inputs = Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]])));
  return (
    <section aria-label="Préparer un devis">
      <Title order={3} size="h5" mb="xs">
        Préparer un devis
      </Title>
      <Text size="sm">
        {held ? `Au catalogue de la convention ${held} : accepté, il la rejoindra par un avenant.` : 'Au catalogue en vigueur.'} La collectivité est
        prévenue et suit sa demande.
      </Text>
      {offers.length > 1 && (
        <Select
          label="Offre"
          data={offers.map((one) => ({ value: one.key, label: one.label }))}
          value={key}
          onChange={(next) => setKey(next ?? key)}
        />
      )}
      {offer?.inputs.map((input) => (
        <Field key={input.key} input={input} value={values[input.key] ?? null} put={(value) => setTyped({ ...typed, [input.key]: value })} />
      ))}
      {prepare.error && (
        <Text c="red.9" role="alert">
          {sentenceOf(prepare.error)}
        </Text>
      )}
      <Button mt="sm" variant="default" loading={prepare.isPending} onClick={() => prepare.mutate({ id: requestId, offer: key, inputs })}>
        Préparer le devis
      </Button>
    </section>
  );
}

type FieldProps = {
  input: Preparation['offers'][number]['inputs'][number];
  value: number | string | null;
  put: (value: number | string | null) => void;
};

function Field({ input, value, put }: FieldProps) {
  const { label, kind, unit, indivisible, options } = input;
  const named = unit && kind !== 'amount' ? `${label} (${unit})` : label;
  const number = typeof value === 'number' ? value : null;
  if (kind === 'choice')
    return (
      <Select
        label={named}
        data={options.map((option) => ({ value: option.key, label: option.label }))}
        value={value === null ? null : String(value)}
        onChange={put}
      />
    );
  if (kind === 'text')
    return <Textarea label={named} autosize value={value === null ? '' : String(value)} onChange={(event) => put(event.currentTarget.value)} />;
  if (kind === 'amount') return <AmountInput label={named} value={number} onChange={put} />;
  return <FrenchNumberInput label={named} decimals={indivisible ? 0 : 3} value={number} onChange={put} />;
}
