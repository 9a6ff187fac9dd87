// SPDX-License-Identifier: EUPL-1.2
/** What the weekly report says of the backups of a body, from what its machines did over the protocol. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { ReportLine } from '#platform/room.ts';
import { asOwner } from '#rooms/people/testing.ts';
import type { SignKind, Tables } from '../tables.ts';
import { ask, nameOf, openBackupHouse, type BackupHouse, type TestMachine } from '../testing.ts';
import { reportLines } from './report-lines.ts';

let it: BackupHouse;
before(async () => (it = await openBackupHouse()));
after(() => it.close());

type Of = Awaited<ReturnType<BackupHouse['bodyWith']>>;

/** The lines of the week that holds today, without what only a screen needs. */
function told(of: Of): Promise<Pick<ReportLine, 'part' | 'tone' | 'says'>[]> {
  return inContext<Tables, Pick<ReportLine, 'part' | 'tone' | 'says'>[]>(
    it.house,
    { actor: { kind: 'job', name: 'essai' }, organisation: of.body.id },
    async (ctx: Context<Tables>) => {
      const monday = ctx.today().subtract({ days: ctx.today().dayOfWeek - 1 });
      const next = monday.add({ days: 7 });
      const at = (day: Temporal.PlainDate): string => day.toZonedDateTime('Europe/Paris').toInstant().toString();
      const lines = await reportLines(ctx, {
        name: 'essai',
        from: monday.toString(),
        to: next.subtract({ days: 1 }).toString(),
        begins: at(monday),
        ends: at(next),
      });
      return lines.map(({ part, tone, says }) => ({ part, tone, says }));
    },
  );
}

function mondayOf({ clock }: BackupHouse): Temporal.PlainDate {
  const today = clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate();
  return today.subtract({ days: today.dayOfWeek - 1 });
}

function notice(machine: TestMachine, kind: SignKind, on: Temporal.PlainDate): Promise<unknown> {
  return asOwner(it, (client) =>
    client.query(
      `insert into backup.sign (organisation_id, id, repository_id, operator_id, kind, on_day, says, noticed_at)
       select organisation_id, gen_random_uuid(), id, operator_id, $2, $3::date, 'Un constat d’aujourd’hui.', now() from backup.repository where id = $1`,
      [machine.id, kind, on.toString()],
    ),
  );
}

async function backUp(machine: TestMachine, size = 100_000_000): Promise<void> {
  for (const [type, content] of [
    ['data', randomBytes(size)],
    ['snapshots', randomBytes(200)],
  ] as const)
    assert.equal((await ask(it.port, 'POST', `${machine.path}/${type}/${nameOf(content)}`, { as: machine, body: content })).status, 200);
}

test('a body without machine says nothing', async () => {
  assert.deepEqual(await told(await it.bodyWith()), []);
});

test('says which machines were saved, which was not, what is kept and what to do', async () => {
  const of = await it.bodyWith({ amount: 1000 });
  await backUp(await it.machineOf(of, 'Serveur de la mairie'));
  await it.machineOf(of, 'Poste de l’accueil');
  assert.deepEqual(await told(of), [
    { part: 'protected', tone: 'watch', says: '1 machine sur 2 a été sauvegardée.' },
    { part: 'failed', tone: 'bad', says: 'La machine « Poste de l’accueil » n’a encore jamais été sauvegardée.' },
    { part: 'volume', tone: 'plain', says: '100 Mo sont sauvegardés, sur 1 Go.' },
    { part: 'to-do', tone: 'watch', says: 'Essayez une restauration : « Serveur de la mairie », sans preuve à ce jour.' },
    { part: 'to-do', tone: 'watch', says: 'Complétez le plan de sauvegarde : 2 machines n’y figurent pas.' },
  ]);
});

test('tells a restore that was proved, and asks for it no more', async () => {
  const of = await it.bodyWith({ amount: 10_000 });
  const machine = await it.machineOf(of, 'Serveur');
  await backUp(machine, 1000);
  const declared = await of.secretary({
    method: 'POST',
    url: `/api/o/${of.body.slug}/backup/machines/${machine.id}/drills`,
    payload: { succeeded: true, says: 'Dossier de l’état civil relu sur un autre poste.' },
  });
  assert.equal(declared.statusCode, 200, declared.body);
  const lines = await told(of);
  assert.match(lines.find(({ part }) => part === 'restored')?.says ?? '', /^Restauration de « Serveur » réussie le .+\.$/);
  assert.deepEqual(
    lines.filter(({ part }) => part === 'to-do').map(({ says }) => says),
    ['Complétez le plan de sauvegarde : « Serveur » n’y figure pas.'],
  );
});

test('foresees the day on which the volume is full from what was added after the first day', async () => {
  const of = await it.bodyWith({ amount: 1000 });
  const machine = await it.machineOf(of, 'Serveur');
  await backUp(machine, 200_000_000);
  await asOwner(it, (client) =>
    client.query(
      `insert into backup.day (organisation_id, id, repository_id, operator_id, on_day, added_bytes)
       select organisation_id, gen_random_uuid(), id, operator_id, $2::date - n, case n when 40 then 900000000 else 1000000 end
       from backup.repository, generate_series(1, 40) n where id = $1`,
      [machine.id, Temporal.PlainDate.from(it.clock.now().toString().slice(0, 10)).toString()],
    ),
  );
  const line = (await told(of)).find(({ part }) => part === 'volume');
  assert.match(line?.says ?? '', /^200 Mo sont sauvegardés, sur 1 Go ; à ce rythme, le volume sera atteint le .+\.$/);
  assert.equal(line?.tone, 'watch');
});

test('asks for what nobody has looked at, older weeks too; says what the operator found', async () => {
  const of = await it.bodyWith({ amount: 10_000 });
  const nas = await it.machineOf(of, 'NAS');
  const monday = mondayOf(it);
  const toDo = async (): Promise<string[]> =>
    (await told(of)).filter(({ part, says }) => part === 'to-do' && !/restauration|plan de/.test(says)).map(({ says }) => says);
  await notice(nas, 'silence', monday.subtract({ days: 12 }));
  assert.equal((await toDo()).length, 1);
  assert.match((await toDo())[0] ?? '', /^Dites ce qu’il en est de « NAS » : personne n’a encore regardé le signe du .+ 2026\.$/);
  await notice(nas, 'removal-tried', monday);
  await notice(nas, 'quota-full', monday);
  assert.deepEqual(
    (await toDo()).map((says) => says.replace(/du \d.*/, 'du jour.')),
    [
      'Appelez votre opérateur au sujet de « NAS » : cela ressemble à une attaque.',
      'Dites ce qu’il en est de 2 signes que personne n’a encore regardés, le plus ancien du jour.',
    ],
  );
  // What comes after the week is for the next report.
  await notice(nas, 'volume-drop', monday.add({ days: 7 }));
  assert.equal((await toDo()).length, 2);
  await asOwner(it, (client) =>
    client.query(`update backup.sign set handled_by = 'Camille Essai', handled_at = now(), handled_why = 'Purge voulue.' where repository_id = $1`, [
      nas.id,
    ]),
  );
  assert.deepEqual(await toDo(), []);
  assert.deepEqual(
    (await told(of)).filter(({ says }) => says.includes('Votre opérateur a regardé : Purge voulue.')).map(({ part, tone }) => [part, tone]),
    [
      ['failed', 'watch'],
      ['failed', 'watch'],
    ],
  );
});

test('an attack is named however much else there was before it in the week', async () => {
  const of = await it.bodyWith({ amount: 10_000 });
  const monday = mondayOf(it);
  for (const label of ['A', 'B', 'C', 'D', 'E']) await notice(await it.machineOf(of, label), 'quota-full', monday);
  await notice(await it.machineOf(of, 'NAS'), 'mass-new-data', monday.add({ days: 1 }));
  const lines = await told(of);
  assert.ok(
    lines.some(({ part, says }) => part === 'to-do' && /attaque/.test(says)),
    JSON.stringify(lines),
  );
});

test('asks that passwords be entrusted again, of which somebody left with the way to open them', async () => {
  const of = await it.bodyWith();
  const lapses = (machine: TestMachine): Promise<unknown> =>
    asOwner(it, (client) =>
      client.query(
        `with kept as (
           insert into backup.escrow (organisation_id, id, repository_id, sealed_password, first_custodian, first_custodian_name, second_custodian,
             second_custodian_name, deposited_by, deposited_at)
           select organisation_id, gen_random_uuid(), id, '\\x00', gen_random_uuid(), 'Ariel Essai', gen_random_uuid(), 'Claude Essai', 'Ariel Essai', now()
           from backup.repository where id = $1
           returning organisation_id, id, repository_id)
         insert into backup.custodian_lapse (organisation_id, id, escrow_id, repository_id, operator_id, person_id, custodian_name, noticed_at)
         select organisation_id, gen_random_uuid(), id, repository_id, $2, '01000000-0000-7000-8000-000000000001', 'Ariel Essai', now() from kept`,
        [machine.id, it.operator.id],
      ),
    );
  const asked = async (): Promise<string[]> => (await told(of)).map(({ says }) => says).filter((says) => says.startsWith('Confiez'));
  await lapses(await it.machineOf(of, 'Serveur'));
  assert.deepEqual(await asked(), ['Confiez de nouveau le mot de passe de « Serveur » : Ariel Essai ne peut plus l’ouvrir.']);
  await lapses(await it.machineOf(of, 'Poste'));
  assert.deepEqual(await asked(), ['Confiez de nouveau les mots de passe de 2 machines : Ariel Essai ne peut plus les ouvrir.']);
});
