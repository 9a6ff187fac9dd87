// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Checkbox, List, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { today } from '#ui/format/day.ts';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { Section, Sections } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { BodyPicker, type PickedBody } from '#rooms/organisations/parts.tsx';
import { addCost, declareReceipts, importCosts, listCosts, removeCost, sharingLabels, sharings } from '../../contract.ts';

type Row = OutputOf<typeof listCosts>['rows'][number];

const columns: readonly Column<Row>[] = [
  { id: 'service', title: 'Service', value: (row) => row.serviceLabel, isName: true },
  { id: 'label', title: 'Coût', value: (row) => row.label },
  { id: 'amount', title: 'Montant', kind: 'amount', value: (row) => row.amountCents },
  { id: 'common', title: 'Commun', value: (row) => (row.isCommon ? 'oui' : 'non') },
  { id: 'sharing', title: 'Clé', value: (row) => sharingLabels[row.sharing] },
  { id: 'source', title: 'Source', value: (row) => row.source },
];

/** Costs of a year, their keys, and what members declare. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const now = Number(today().slice(0, 4));
  const year = Number(query['annee'] ?? now);
  const { data, error, refetch } = useEndpoint(listCosts, { year: String(year) });
  const remove = useAct(removeCost, { done: () => tellDone('Coût retiré.') });
  const at = `/o/${organisation.slug}/facturation`;
  return (
    <>
      <PageHeader
        title="Coûts et clés de répartition"
        lead="Ce que disent les comptes, service par service : la base de la part exacte de chaque membre."
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Parts exactes', href: `${at}/parts` },
        ]}
      />
      <NativeSelect
        label="Année"
        w="10rem"
        mb="md"
        value={String(year)}
        onChange={(event) => setQuery({ annee: event.currentTarget.value })}
        data={[now, now - 1, now - 2].map(String)}
      />
      {error && <LoadError error={error} retry={() => void refetch()} />}
      <Sections>
        <Section title={`Coûts de ${year}`} isWide>
          {!data && !error && <Lines count={3} />}
          {data?.rows.length === 0 && <p>Aucun coût n’est saisi pour {year} : ajoutez-en un, ou importez ceux du compte administratif.</p>}
          {data && data.rows.length > 0 && (
            <TableGrid
              caption={`Coûts de ${year}`}
              columns={columns}
              rows={data.rows}
              rowKey={(row) => row.id}
              rowActions={(row) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Retirer ${row.label}`}
                  onClick={() => remove.mutate({ id: row.id }, { onError: tellRefusal })}
                >
                  Retirer
                </Button>
              )}
            />
          )}
        </Section>
        <Section title="Ajouter un coût">{data && <CostForm key={year} year={year} services={data.services} />}</Section>
        <Section title="Recettes taxées d’un membre">
          <p>Un membre dont plus de 20 % des recettes sont soumises à TVA sort de la tolérance : gardez ce qu’il déclare, et la pièce qui le dit.</p>
          <ReceiptsForm year={year} />
        </Section>
        <Section title="Importer des coûts" isWide>
          <CostImport year={year} />
        </Section>
      </Sections>
    </>
  );
}

function CostForm({ year, services }: { year: number; services: readonly { key: string; label: string }[] }) {
  const form = useActForm(addCost, {
    initial: { service: '', label: '', amountCents: null as number | null, isCommon: true, sharing: 'participation', source: '' },
    toInput: ({ amountCents, sharing, ...values }) => ({
      ...values,
      year,
      amountCents: amountCents ?? 0,
      sharing: sharings.find((one) => one === sharing) ?? 'participation',
    }),
    done: () => {
      tellDone('Coût enregistré.');
      form.reset();
    },
  });
  return (
    <Form form={form} submit="Ajouter le coût">
      <NativeSelect
        label="Service"
        description="L’offre du catalogue dont les participations paient ce coût."
        required
        data={[{ value: '', label: 'Choisir un service' }, ...services.map(({ key, label }) => ({ value: key, label }))]}
        {...form.field('service')}
      />
      <TextInput label="Coût" description="Salaires, hébergement, licences…" required {...form.field('label')} />
      <AmountInput label="Montant de l’année" required {...form.field('amountCents')} />
      <Checkbox label="Commun aux membres" checked={form.values.isCommon} onChange={(event) => form.set('isCommon', event.currentTarget.checked)} />
      <NativeSelect label="Clé de répartition" data={sharings.map((value) => ({ value, label: sharingLabels[value] }))} {...form.field('sharing')} />
      <TextInput label="Source" description="Compte administratif, balance…" required {...form.field('source')} />
    </Form>
  );
}

function CostImport({ year }: { year: number }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const act = useAct(importCosts, { done: ({ added }) => tellDone(`${count('coût importé', 'coûts importés', added)}.`) });
  const [file] = files;
  return (
    <>
      <FileDrop
        label="Fichier des coûts"
        hint="CSV : service (clé de l’offre au catalogue), libellé, montant, commun (oui ou non), clé de répartition. 3 Mo au plus."
        accept={{ 'text/csv': ['.csv'] }}
        mostBytes={3_000_000}
        files={files}
        onChange={setFiles}
      />
      {file && (
        <Button
          mt="sm"
          loading={act.isPending}
          onClick={async () => act.mutate({ year, name: file.name, content: await asBase64(file) }, { onError: tellRefusal })}
        >
          Importer dans {year}
        </Button>
      )}
      {act.data && act.data.faults.length > 0 && (
        <Alert color="orange" mt="sm" title="Lignes laissées de côté">
          <List>
            {act.data.faults.map(({ line, says }) => (
              <List.Item key={`${line} ${says}`}>
                Ligne {line} : {says}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}

function ReceiptsForm({ year }: { year: number }) {
  const form = useActForm(declareReceipts, {
    initial: { payer: null as PickedBody | null, percent: null as number | null, evidence: '' },
    toInput: ({ payer, percent, evidence }) => ({ year, payerId: payer?.id ?? '', taxedBasisPoints: Math.round((percent ?? 0) * 100), evidence }),
    fieldNames: { taxedBasisPoints: 'percent', payerId: 'payer' },
    done: () => tellDone('Déclaration enregistrée.'),
  });
  return (
    <Form form={form} submit="Enregistrer la déclaration">
      <BodyPicker label="Membre" required value={form.values.payer} onChange={(body) => form.set('payer', body)} error={form.field('payer').error} />
      <FrenchNumberInput label="Part des recettes soumises à TVA" suffix=" %" decimals={2} required {...form.field('percent')} />
      <TextInput label="Pièce" description="Attestation, date, signataire." required {...form.field('evidence')} />
    </Form>
  );
}
