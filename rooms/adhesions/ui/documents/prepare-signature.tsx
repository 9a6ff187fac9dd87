// SPDX-License-Identifier: EUPL-1.2
import { Fieldset, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { instant } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { prepareSignature, type listDocuments, type listSignatures } from '../../contract.ts';

type Props = {
  dossierId: string;
  made: OutputOf<typeof listDocuments>['made'];
  proposed: OutputOf<typeof listSignatures>['proposed'];
  done: () => void;
};

/** Which document is signed, by whom, in this order: those that the mandates of today name. */
export function PrepareSignature({ dossierId, made, proposed, done }: Props) {
  const form = useActForm(prepareSignature, {
    initial: { documentId: made[0]?.id ?? '', signatories: proposed.map(({ partyId, name, quality }) => ({ partyId, name, quality })) },
    toInput: ({ documentId, signatories }) => ({ id: dossierId, documentId, signatories }),
    guardsChanges: false,
    done: () => {
      tellDone('Document préparé pour le parapheur.');
      done();
    },
  });
  return (
    <Form form={form} submit="Préparer">
      <NativeSelect
        label="Document"
        data={made.map((one) => ({ value: one.id, label: `${one.title} (${instant(one.madeAt)})` }))}
        {...form.field('documentId')}
      />
      {proposed.map(({ partyId, party }, at) => (
        <Fieldset key={partyId} legend={`${at + 1}. Pour ${party}`}>
          <Group grow>
            <TextInput label="Nom" required {...form.field(`signatories.${at}.name`)} />
            <TextInput label="Qualité" required {...form.field(`signatories.${at}.quality`)} />
          </Group>
        </Fieldset>
      ))}
      <Text size="sm" c="dimmed">
        Les noms viennent des mandats en cours ; complétez ceux qui manquent. Les signatures sont attendues dans cet ordre.
      </Text>
    </Form>
  );
}
