// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Fieldset, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { changeExchange, liquidationFields, pesWarnings, readExchange, returnFields, type ExchangeSettings } from '../../contract.ts';
import { formOf, settingsOf } from './settings-form.ts';

/** Mode, columns of what leaves and of what comes back, codes of the PES. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readExchange, {});
  const at = `/o/${organisation.slug}/facturation`;
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  return (
    <>
      <PageHeader
        title="Réglages des échanges"
        lead="Ce que le logiciel de finances ou Hélios attend, et comment lire ce qu’ils renvoient."
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Trésorerie', href: `${at}/tresorerie` },
        ]}
      />
      {data ? <SettingsForm settings={data.settings} /> : <PageSkeleton />}
    </>
  );
}

const fields = Object.entries(liquidationFields).map(([value, label]) => ({ value, label }));
const days = [
  { value: 'dd/mm/yyyy', label: '21/11/2026' },
  { value: 'yyyy-mm-dd', label: '2026-11-21' },
  { value: 'yyyymmdd', label: '20261121' },
  { value: 'ddmmyyyy', label: '21112026' },
];

function SettingsForm({ settings }: { settings: ExchangeSettings }) {
  const form = useActForm(changeExchange, {
    initial: formOf(settings),
    toInput: settingsOf,
    fieldNames: { 'liquidation.columns': 'columns', 'returns.titles': 'titles' },
    done: () => tellDone('Réglages enregistrés.'),
  });
  const { values } = form;
  return (
    <Form form={form} submit="Enregistrer">
      <NativeSelect
        label="Qui numérote les titres ?"
        data={[
          { value: 'A', label: 'Le logiciel de finances (mode A) : fichier de liquidation' },
          { value: 'B', label: 'L’opérateur, ici (mode B) : fichier PES pour Hélios' },
        ]}
        {...form.field('mode')}
      />
      {values.mode === 'A' && (
        <Fieldset legend="Fichier de liquidation">
          <Stack gap="sm">
            <Group grow align="flex-end">
              <NativeSelect
                label="Séparateur"
                data={[
                  { value: ';', label: 'Point-virgule' },
                  { value: ',', label: 'Virgule' },
                  { value: '\t', label: 'Tabulation' },
                  { value: '|', label: 'Barre verticale' },
                ]}
                {...form.field('separator')}
              />
              <NativeSelect
                label="Encodage"
                data={[
                  { value: 'windows-1252', label: 'Windows-1252 (tableurs)' },
                  { value: 'iso-8859-1', label: 'ISO-8859-1' },
                  { value: 'utf-8', label: 'UTF-8' },
                  { value: 'utf-8-bom', label: 'UTF-8 avec marque' },
                ]}
                {...form.field('encoding')}
              />
            </Group>
            <Group grow align="flex-end">
              <NativeSelect
                label="Décimales"
                data={[
                  { value: ',', label: 'Virgule : 12,50' },
                  { value: '.', label: 'Point : 12.50' },
                ]}
                {...form.field('decimals')}
              />
              <NativeSelect label="Dates" data={days} {...form.field('days')} />
            </Group>
            <NativeSelect
              label="Une ligne par"
              data={[
                { value: 'imputation', label: 'Imputation et taux de TVA de chaque document' },
                { value: 'document', label: 'Document' },
              ]}
              {...form.field('grain')}
            />
            <NativeSelect
              label="Ligne de titres"
              data={[
                { value: 'oui', label: 'Oui' },
                { value: 'non', label: 'Non' },
              ]}
              {...form.field('hasTitles')}
            />
            {values.columns.map((column, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a column is its place
              <Group key={at} align="end" grow preventGrowOverflow={false}>
                <TextInput label={`Colonne ${at + 1} : titre`} {...form.field(`columns.${at}.title`)} />
                <NativeSelect label={`Colonne ${at + 1} : contenu`} data={fields} {...form.field(`columns.${at}.field`)} />
                {column.field === 'constant' && <TextInput label={`Colonne ${at + 1} : valeur`} {...form.field(`columns.${at}.value`)} />}
                <Button variant="subtle" color="red" onClick={() => form.remove('columns', at)} aria-label={`Retirer la colonne ${at + 1}`}>
                  Retirer
                </Button>
              </Group>
            ))}
            <Button variant="default" onClick={() => form.insert('columns', { title: '', field: 'constant', value: '' })}>
              Ajouter une colonne
            </Button>
          </Stack>
        </Fieldset>
      )}
      <Fieldset legend={values.mode === 'B' ? 'Imputation et PES' : 'Imputation par défaut'}>
        <Stack gap="sm">
          <Group grow align="flex-end">
            <TextInput label="Nature M57 par défaut" description="Quand la famille de lignes n’en a pas." {...form.field('pes.nature')} />
            <TextInput label="Fonction M57 par défaut" {...form.field('pes.fonction')} />
          </Group>
          {values.mode === 'B' && (
            <>
              {pesWarnings.map((says) => (
                <Alert key={says} color="orange">
                  {says}
                </Alert>
              ))}
              <Group grow align="flex-end">
                <TextInput label="Codique du poste comptable" {...form.field('pes.codique')} />
                <TextInput label="Code collectivité" {...form.field('pes.codCol')} />
                <TextInput label="Code budget" {...form.field('pes.codBud')} />
              </Group>
              <TextInput label="Libellé du budget" {...form.field('pes.budgetLabel')} />
              <Group grow align="flex-end">
                <TextInput label="Sigle de l’émetteur" {...form.field('pes.sigle')} />
                <TextInput label="Adresse de l’émetteur" {...form.field('pes.address')} />
              </Group>
              <TextInput label="Code produit local" {...form.field('pes.codProdLoc')} />
              <Group grow align="flex-end">
                <FrenchNumberInput label="Premier titre de l’exercice" {...form.field('pes.firstTitre')} />
                <FrenchNumberInput label="Premier bordereau de l’exercice" {...form.field('pes.firstBordereau')} />
              </Group>
              <Group grow align="flex-end">
                <TextInput label="Titre : bordereau, pièce, nature" description="« 01 01 01 »." {...form.field('tripletTitre')} />
                <TextInput label="Réduction : bordereau, pièce, nature" description="« 02 02 06 »." {...form.field('tripletReduction')} />
              </Group>
              <NativeSelect
                label="Avis des sommes à payer"
                data={[
                  { value: 'none', label: 'Sans avis' },
                  { value: '04', label: 'Avis non traité par la DGFiP (04)' },
                  { value: '02', label: 'Avis pour débiteurs publics, Chorus Pro (02)' },
                ]}
                {...form.field('pes.edition')}
              />
              {values.pes.edition === '02' && (
                <>
                  <TextInput label="Centre des finances publiques" {...form.field('centre.name')} />
                  <TextInput label="Rue du centre" {...form.field('centre.line')} />
                  <Group grow align="flex-end">
                    <TextInput label="Code postal du centre" {...form.field('centre.postcode')} />
                    <TextInput label="Ville du centre" {...form.field('centre.city')} />
                  </Group>
                </>
              )}
            </>
          )}
        </Stack>
      </Fieldset>
      <Fieldset legend="Retours par tableau">
        <Stack gap="sm">
          <Group grow align="flex-end">
            <NativeSelect
              label="Encodage des retours"
              data={[
                { value: 'auto', label: 'Reconnu tout seul' },
                { value: 'windows-1252', label: 'Windows-1252' },
                { value: 'utf-8', label: 'UTF-8' },
              ]}
              {...form.field('returnsEncoding')}
            />
            <NativeSelect label="Dates des retours" data={days} {...form.field('returnsDays')} />
          </Group>
          {Object.entries(returnFields).map(([name, label]) => (
            <TextInput key={name} label={`Titre de la colonne : ${label}`} {...form.field(`titles.${name}`)} />
          ))}
        </Stack>
      </Fieldset>
    </Form>
  );
}
