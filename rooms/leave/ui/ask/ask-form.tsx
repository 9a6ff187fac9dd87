// SPDX-License-Identifier: EUPL-1.2
import { Button, Card, NativeSelect, Textarea } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useState } from 'react';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { today } from '#ui/format/day.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { addProof, previewLeave, requestLeave, type readMyLeave } from '../../contract.ts';
import { proofFiles, proofType } from '../request/proof-files.ts';
import { Preview, type Previewed } from './preview.tsx';
import { SpanFields } from './span-fields.tsx';
import { inWords } from '../words.ts';
import { isWhole, nextWeekday, toSpan, wholeDay } from './typed-span.ts';
import classes from '../leave.module.css';

type Mine = OutputOf<typeof readMyLeave>;
type Props = { kinds: Mine['kinds']; colleagues: Mine['colleagues']; nextWorked: string | null; forAgent: { id: string; name: string } | null };

/** The request and, beside it, what it takes. A day of annual leave the next day of work is two taps: « Demander », « Envoyer ». */
export function AskForm({ kinds, colleagues, nextWorked, forAgent }: Props) {
  const { organisation } = usePlace();
  const { query, go } = useAddress();
  const at = `/o/${organisation.slug}/conges`;
  const [proof, setProof] = useState<File | null>(null);
  const sendProof = useAct(addProof);
  const asked = query['du'] ?? nextWorked ?? nextWeekday(today());
  const form = useActForm(requestLeave, {
    initial: {
      ...wholeDay(asked),
      ...(query['au'] && query['au'] > asked && { length: 'days' as const, untilOn: query['au'] }),
      kindId: kinds[0]?.id ?? '',
      comment: '',
      replacementId: '',
    },
    toInput: (values) => ({
      ...toSpan(values),
      kindId: values.kindId,
      agentId: forAgent?.id ?? null,
      comment: values.comment,
      replacementId: values.replacementId || null,
    }),
    done: async ({ id, status }) => {
      // The absence stands whatever becomes of the file: its page takes it again.
      if (proof) await join(id, proof).catch(tellRefusal);
      tellDone(status === 'approved' ? 'Absence enregistrée : elle est accordée.' : 'Demande envoyée.');
      go(`${at}/demandes/${id}`);
    },
  });
  const join = async (id: string, file: File): Promise<unknown> =>
    sendProof.mutateAsync({ id, name: file.name, type: proofType(file), content: await asBase64(file) });
  const { values } = form;
  const kind = kinds.find(({ id }) => id === values.kindId);
  const preview = useEndpoint(
    previewLeave,
    { ...toSpan(values), kindId: values.kindId, agentId: forAgent?.id ?? null },
    { enabled: isWhole(values) && kind !== undefined, keepPrevious: true },
  );
  const previewed = isWhole(values) ? preview.data : undefined;
  const errorAt = (field: string): React.ReactNode =>
    form.field(field).error ?? (previewed?.obstacle?.field === field ? previewed.obstacle.says : undefined);
  return (
    <div className={classes.columns}>
      <Card withBorder>
        <Form
          form={form}
          submit={forAgent ? 'Enregistrer l’absence' : 'Envoyer la demande'}
          others={
            <Button component={HouseLink} href={forAgent ? `${at}/agents/${forAgent.id}` : at} variant="default">
              Annuler
            </Button>
          }
        >
          <NativeSelect
            label="Type d’absence"
            required
            {...form.field('kindId')}
            onChange={(event) => {
              const id = event.currentTarget.value;
              form.set('kindId', id);
              if (values.length === 'hours' && !kinds.find((one) => one.id === id)?.takesHours) form.set('length', 'day');
            }}
            error={errorAt('kindId')}
            description={kind?.text}
            data={kinds.map(({ id, label }) => ({ value: id, label }))}
          />
          <SpanFields
            value={values}
            change={(part) => {
              for (const [name, value] of Object.entries(part)) form.set(name as keyof typeof values, value); // the fields of the span
            }}
            takesHours={kind?.takesHours ?? false}
            errorAt={errorAt}
          />
          {colleagues.length > 0 && (
            <NativeSelect
              label="Qui vous remplace ?"
              description="Facultatif : la personne qui répond le lira."
              {...form.field('replacementId')}
              data={[{ value: '', label: 'Personne en particulier' }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          )}
          <Textarea label="Commentaire" description="Facultatif." autosize minRows={2} maxLength={1000} {...form.field('comment')} />
          {kind && kind.proof !== 'none' && (
            <FileDrop
              label={kind.proof === 'required' ? 'Joindre le justificatif, exigé pour ce motif' : 'Joindre le justificatif'}
              {...proofFiles}
              files={proof ? [proof] : []}
              onChange={([file]) => setProof(file ?? null)}
            />
          )}
          {previewed && !previewed.obstacle && <p className={classes.essence}>{essenceOf(previewed)}</p>}
        </Form>
      </Card>
      <Preview previewed={previewed} error={preview.error} isAsking={preview.isFetching} />
    </div>
  );
}

function essenceOf({ days, minutes, unit, left }: Previewed): string {
  const takes = `Cela prend ${unit === 'hour' ? inWords(minutes, 'hour') : inWords(days, 'day')}`;
  return left === null ? `${takes}.` : `${takes} : il resterait ${inWords(left, unit)}.`;
}
