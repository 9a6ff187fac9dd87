// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { day, instant } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { useConfirm } from '#ui/parts/confirm.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { cancelSignature, listSignatures, refuseToSign, sendSignature, type listDocuments } from '../../contract.ts';
import classes from './documents.module.css';
import { PrepareSignature } from './prepare-signature.tsx';
import { SignedCopyForm } from './signed-copy-form.tsx';

export type SignaturesSeen = OutputOf<typeof listSignatures>;
export type RequestSeen = SignaturesSeen['requests'][number];
export type SignatorySeen = RequestSeen['signatories'][number];
type Made = OutputOf<typeof listDocuments>['made'];

/** Who signs which document, and where each signature stands. */
export function Signatures({ dossierId, made }: { dossierId: string; made: Made }) {
  const { data } = useEndpoint(listSignatures, { id: dossierId });
  const [isPreparing, setPreparing] = useState(false);
  if (!data || (made.length === 0 && data.requests.length === 0)) return null;
  const free = made.filter(({ id }) => !data.requests.some((request) => request.documentId === id && request.closedAt === null));
  return (
    <>
      <h3 className={classes.sub}>Signature</h3>
      {data.requests.length === 0 && <p className={classes.quiet}>Aucun document n’est préparé pour le parapheur.</p>}
      <ul className={classes.kinds}>
        {data.requests.map((request) => (
          <Request key={request.id} dossierId={dossierId} request={request} canPrepare={data.canPrepare} />
        ))}
      </ul>
      {data.canPrepare && free.length > 0 && (
        <Button variant="default" onClick={() => setPreparing(true)}>
          Préparer pour le parapheur
        </Button>
      )}
      <Modal opened={isPreparing} onClose={() => setPreparing(false)} title="Préparer pour le parapheur" size="lg">
        <PrepareSignature dossierId={dossierId} made={free} proposed={data.proposed} done={() => setPreparing(false)} />
      </Modal>
    </>
  );
}

const states = { prepared: 'Préparée', sent: 'Envoyée', signed: 'Signée', refused: 'Refusée', cancelled: 'Abandonnée' } as const;
const colours = { prepared: 'gray', sent: 'blue', signed: 'green', refused: 'red', cancelled: 'gray' } as const;

function Request({ dossierId, request, canPrepare }: { dossierId: string; request: RequestSeen; canPrepare: boolean }) {
  const confirm = useConfirm();
  const at = { id: dossierId, request: request.id };
  const send = useAct(sendSignature, { done: () => tellDone('Demande envoyée.') });
  const cancel = useAct(cancelSignature, { done: () => tellDone('Demande abandonnée.') });
  const giveUp = async (): Promise<void> => {
    const yes = await confirm({
      title: 'Abandonner cette demande de signature ?',
      says: 'Les exemplaires déjà signés restent au dossier. Une autre demande pourra être préparée.',
      act: 'Abandonner la demande',
      isDangerous: true,
    });
    if (yes) cancel.mutate(at, { onError: tellRefusal });
  };
  return (
    <li>
      <Group gap="xs" mb={4}>
        <p className={classes.name}>{request.title}</p>
        <Badge color={colours[request.state]} variant="light">
          {states[request.state]}
        </Badge>
      </Group>
      <p className={classes.quiet}>
        Préparée le {instant(request.preparedAt)} par {request.preparedBy} – empreinte à signer :{' '}
        <span className={classes.digest}>{request.digest}</span>
      </p>
      <ol>
        {request.signatories.map((signatory) => (
          <Signatory key={signatory.id} at={at} signatory={signatory} />
        ))}
      </ol>
      {canPrepare && request.closedAt === null && (
        <Group gap="xs">
          {request.state === 'prepared' && (
            <Button variant="default" size="compact-md" loading={send.isPending} onClick={() => send.mutate(at, { onError: tellRefusal })}>
              Marquer comme envoyée
            </Button>
          )}
          <Button variant="subtle" color="red" size="compact-md" onClick={() => void giveUp()}>
            Abandonner la demande
          </Button>
        </Group>
      )}
    </li>
  );
}

function Signatory({ at, signatory }: { at: { id: string; request: string }; signatory: SignatorySeen }) {
  const [shown, setShown] = useState<'copy' | 'refusal' | null>(null);
  const close = () => setShown(null);
  const where = { ...at, signatory: signatory.id };
  return (
    <li>
      <p className={classes.name}>
        {signatory.name}, {signatory.quality}
      </p>
      <p className={classes.quiet}>
        Pour {signatory.party} –{' '}
        {signatory.state === 'signed'
          ? `signé le ${day(signatory.signedOn ?? '')}, enregistré par ${signatory.recordedBy ?? ''}, empreinte ${signatory.digest ?? ''}`
          : signatory.state === 'refused'
            ? `refus : ${signatory.reason ?? ''}`
            : 'signature attendue'}
      </p>
      {signatory.canRecord && (
        <Group gap="xs">
          <Button
            size="compact-md"
            variant="default"
            onClick={() => setShown('copy')}
            aria-label={`Joindre l’exemplaire signé par ${signatory.name}`}
          >
            Joindre l’exemplaire signé
          </Button>
          <Button size="compact-md" variant="subtle" onClick={() => setShown('refusal')} aria-label={`Enregistrer un refus de ${signatory.name}`}>
            Enregistrer un refus
          </Button>
        </Group>
      )}
      <Modal opened={shown === 'copy'} onClose={close} title={`Exemplaire signé par ${signatory.name}`} size="lg">
        <SignedCopyForm where={where} signatory={signatory} done={close} />
      </Modal>
      <Modal opened={shown === 'refusal'} onClose={close} title={`Refus de ${signatory.name}`} size="lg">
        <RefusalForm where={where} done={close} />
      </Modal>
    </li>
  );
}

function RefusalForm({ where, done }: { where: { id: string; request: string; signatory: string }; done: () => void }) {
  const form = useActForm(refuseToSign, {
    initial: { reason: '' },
    toInput: ({ reason }) => ({ ...where, reason }),
    guardsChanges: false,
    done: () => {
      tellDone('Refus enregistré.');
      done();
    },
  });
  return (
    <Form form={form} submit="Enregistrer le refus" isDangerous>
      <Textarea label="Motif" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}
