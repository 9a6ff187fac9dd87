// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Code, CopyButton, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import type { openBox, openEntrustedBox } from '../../contract.ts';
import { halfInWords, joinHalves, openWithSheet, passwordOf, publicKeyOf } from './custodian-box.ts';
import { Opened } from './open-password.tsx';
import { keyOfCode } from './recovery-code.ts';
import { WRONG_CODE } from './wrong-code.ts';

type Box = OutputOf<typeof openBox>;

/** Why it is opened, then the sheet of the custodian, whose code never leaves this screen. */
export function OpenBox({ endpoint, id }: { endpoint: typeof openBox | typeof openEntrustedBox; id: string }) {
  const [box, show] = useState<Box | null>(null);
  const form = useActForm(endpoint, { initial: { reason: '' }, toInput: ({ reason }) => ({ id, reason }), done: show });
  if (box) return <WithSheet box={box} />;
  return (
    <Form form={form} submit="Demander la boîte et l’inscrire">
      <Textarea label="Motif" description="Il sera dit à l’autre dépositaire." required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}

function WithSheet({ box }: { box: Box }) {
  const [code, type] = useState('');
  const [fault, say] = useState<string | null>(null);
  const [opened, open] = useState<Uint8Array<ArrayBuffer> | null>(null);
  const tryOpen = async (): Promise<void> => {
    const secret = await keyOfCode(code);
    if (!secret) return say(WRONG_CODE);
    if ((await publicKeyOf(secret)) !== box.publicKey)
      return say('Cette fiche n’est pas celle pour laquelle ce mot de passe a été scellé : essayez une fiche plus ancienne.');
    say(null);
    open(await openWithSheet(box.box, secret, box));
  };
  if (opened) return box.mode === 'either' ? <Opened password={passwordOf(opened)} /> : <OtherHalf mine={opened} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void tryOpen().catch(() => say('Cette boîte ne s’ouvre pas avec cette fiche.'));
      }}
    >
      <Stack gap="sm" maw={640} mt="sm">
        <TextInput
          label="Code de votre fiche"
          description="Il reste dans ce navigateur : la plateforme ne le reçoit pas."
          required
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={(event) => type(event.currentTarget.value)}
          error={fault}
        />
        <div>
          <Button type="submit">Ouvrir avec ma fiche</Button>
        </div>
      </Stack>
    </form>
  );
}

/** Each has a half; whoever has both reads the password. */
function OtherHalf({ mine }: { mine: Uint8Array<ArrayBuffer> }) {
  const [theirs, type] = useState('');
  const half = halfInWords(mine);
  const password = theirs.trim() === '' ? null : joinHalves(mine, theirs);
  if (password) return <Opened password={password} />;
  return (
    <Stack gap="sm" maw={640} mt="sm">
      <Alert color="blue" title="Votre moitié" role="status">
        <p>Envoyez-la à l’autre dépositaire par le moyen que vous voulez : seule, elle ne dit rien du mot de passe. Ou demandez-lui la sienne.</p>
        <Code block mb="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {half}
        </Code>
        <CopyButton value={half}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copié' : 'Copier'}
            </Button>
          )}
        </CopyButton>
      </Alert>
      <Textarea
        label="Moitié de l’autre dépositaire"
        autosize
        minRows={2}
        autoComplete="off"
        spellCheck={false}
        value={theirs}
        onChange={(event) => type(event.currentTarget.value)}
        error={theirs.trim() === '' ? null : 'Ce n’est pas l’autre moitié de ce mot de passe.'}
      />
    </Stack>
  );
}
