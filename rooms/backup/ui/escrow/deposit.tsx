// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Group, PasswordInput, Radio, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { ApiProblem, sentenceOf } from '#ui/api/problem.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { tellDone } from '#ui/parts/tell.ts';
import type { RowOf } from '#ui/tables/columns.ts';
import { depositBoxes, depositPassword, listCustodians } from '../../contract.ts';
import { sealPassword } from './custodian-box.ts';
import { useFingerprint } from './use-fingerprint.ts';

type Custodian = RowOf<typeof listCustodians>;
type Mode = 'house' | 'either' | 'both';

const modes: readonly { value: Mode; label: string; description: string }[] = [
  {
    value: 'house',
    label: 'Gardé par la plateforme',
    description:
      'L’un ou l’autre dépositaire le fait ouvrir. La plateforme essaie elle-même des restaurations : elle pourrait donc lire les sauvegardes.',
  },
  {
    value: 'either',
    label: 'Scellé pour les deux dépositaires : l’un ou l’autre l’ouvre',
    description: 'Avec sa fiche imprimée. La plateforme ne peut pas l’ouvrir : vous essayez vous-mêmes les restaurations.',
  },
  {
    value: 'both',
    label: 'Scellé pour les deux dépositaires : il faut les deux',
    description: 'Chacun avec sa fiche. Une fiche perdue, et le mot de passe l’est aussi.',
  },
];

type Asked = {
  id: string;
  /** Custodians who stay, where another has left. */
  kept: readonly { personId: string }[];
  /** How it is entrusted today. */
  as: Mode;
  done: () => void;
};

/** Entrusts the password of a machine: sealed here, before it leaves, where the house is not to open it. */
export function Deposit({ id, kept: stay, as, done }: Asked) {
  const { data } = useEndpoint(listCustodians, {});
  const [mode, setMode] = useState<Mode>(as);
  const [password, setPassword] = useState('');
  const [chosen, choose] = useState<readonly [string | null, string | null]>([stay[0]?.personId ?? null, null]);
  const [fault, say] = useState<string | null>(null);
  const kept = () => {
    tellDone('Le mot de passe est confié ; ses dépositaires sont avertis.');
    done();
  };
  const house = useAct(depositPassword, { done: kept });
  const boxes = useAct(depositBoxes, { done: kept });
  const known = data?.rows ?? [];
  const [first, second] = chosen.map((personId) => known.find((one) => one.personId === personId));
  const entrust = async (): Promise<void> => {
    if (password === '') return say('Recopiez le mot de passe du dépôt.');
    if (!first || !second) return say('Choisissez deux dépositaires.');
    if (mode === 'house') return void (await house.mutateAsync({ id, password, custodians: [first.personId, second.personId] }));
    if (!first.key || !second.key) return say('Chaque dépositaire doit d’abord avoir fait sa fiche.');
    const sealed = await sealPassword(password, [first.key.publicKey, second.key.publicKey], { repositoryId: id, mode });
    const boxOf = (one: Custodian, keyId: string, box: string) => ({ personId: one.personId, keyId, box });
    await boxes.mutateAsync({ id, mode, boxes: [boxOf(first, first.key.id, sealed[0]), boxOf(second, second.key.id, sealed[1])] });
  };
  const choices = (other: string | null) =>
    known
      .filter(({ personId }) => personId !== other)
      .map((one) => ({ value: one.personId, label: wordsOf(one, mode), disabled: mode !== 'house' && one.key === null }));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        say(null);
        entrust().catch((error: unknown) => say(error instanceof ApiProblem ? error.problem.title : sentenceOf(error)));
      }}
    >
      <Stack gap="md" maw={640} mt="md">
        {fault && (
          <Alert color="red" role="alert">
            {fault}
          </Alert>
        )}
        <Radio.Group
          label="Qui pourra l’ouvrir ?"
          value={mode}
          onChange={(value) => setMode(modes.find((one) => one.value === value)?.value ?? 'house')}
        >
          <Stack gap="sm" mt="xs">
            {modes.map(({ value, label, description }) => (
              <Radio key={value} value={value} label={label} description={description} />
            ))}
          </Stack>
        </Radio.Group>
        <PasswordInput
          label="Mot de passe du dépôt"
          description={`Tel que la machine l’a affiché à son inscription.${mode === 'house' ? '' : ' Il est scellé dans ce navigateur et n’en sort pas en clair.'}`}
          autoComplete="off"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Select label="Premier dépositaire" required data={choices(chosen[1])} value={chosen[0]} onChange={(value) => choose([value, chosen[1]])} />
        <Select label="Second dépositaire" required data={choices(chosen[0])} value={chosen[1]} onChange={(value) => choose([chosen[0], value])} />
        {mode !== 'house' && (
          <>
            {known.some(({ key }) => key === null) && (
              <p style={{ margin: 0 }}>
                Qui n’a pas de fiche la fait depuis la page « Mots de passe » (ou « Sauvegardes du territoire », chez l’opérateur), bouton « Ma fiche
                de dépositaire ».
              </p>
            )}
            {[first, second].map((one) => one?.key && <Compared key={one.personId} name={one.name} publicKey={one.key.publicKey} />)}
          </>
        )}
        <Group>
          <Button type="submit" loading={house.isPending || boxes.isPending}>
            Confier
          </Button>
          <Button variant="default" onClick={done}>
            Annuler
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Compared({ name, publicKey }: { name: string; publicKey: string }) {
  return (
    <p style={{ margin: 0 }}>
      Empreinte de la fiche de {name} : <strong>{useFingerprint(publicKey)}</strong>. Comparez-la avec la fiche, de vive voix.
    </p>
  );
}

function wordsOf({ name, title, isOfOperator, key }: Custodian, mode: Mode): string {
  const said = [name, title, isOfOperator ? 'chez l’opérateur' : ''].filter((part) => part !== '').join(', ');
  return mode !== 'house' && key === null ? `${said} (pas encore de fiche)` : said;
}
