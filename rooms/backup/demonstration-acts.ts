// SPDX-License-Identifier: EUPL-1.2
/** What people of the demonstration did with its backups, through the acts themselves: whoever is to answer is told, and the trail is true. */
import type { Actor, Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { contextWithoutTransaction, inContext } from '#platform/make-context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { provenPdf } from './demonstration-proof.ts';
import repository from './demonstration-repository.json' with { type: 'json' };
import { recordDrill } from './drills/record-drill.ts';
import { checkCustodians } from './escrow/check-custodians.ts';
import { depositPassword } from './escrow/escrows.ts';
import { type Custodian, findCustodians } from './escrow/find-custodians.ts';
import { answerMaintenance } from './maintenance/answer-maintenance.ts';
import { askMaintenance } from './maintenance/ask-maintenance.ts';
import { closeMaintenance, openMaintenance } from './maintenance/open-maintenance.ts';
import { handleServedSign } from './overview/served-signs.ts';
import { removeObject } from './quota/record-object.ts';
import { escrowBox } from './secrets.ts';
import type { Tables } from './tables.ts';

type Ctx = Context<Tables>;
type Person = { personId: string; name: string };
type As = <Result>(person: Person, work: (ctx: Ctx) => Promise<Result>) => Promise<Result>;
type Scene = { as: As; house: House; organisation: string; asker: Person; machine: (label: string) => Promise<string> };

/** Who administers the backups of a body, if the demonstration has anybody there. */
export async function whoAdministers(house: House, organisation: string): Promise<Person | undefined> {
  const holders = await inContext<Tables, Person[]>(house, { actor: job, organisation }, (ctx) => holdersOf(ctx, 'backup.administer'));
  return holders[0];
}

/** Plays what happened in a body; most are calm. */
export async function demonstrateActs(
  house: House,
  { organisation, body, asker }: { organisation: string; body: string; asker: Person },
): Promise<void> {
  await scenes[body]?.({
    house,
    organisation,
    asker,
    as: (person, work) => inContext(house, { actor: acting(person), organisation }, work),
    machine: (label) => inContext<Tables, string>(house, { actor: job, organisation }, (ctx) => idOf(ctx, label)),
  });
}

export function acting({ personId, name }: Person): Actor {
  return { kind: 'person', personId, name, sessionId: 'demonstration' };
}

const job: Actor = { kind: 'job', name: 'Démonstration' };

const scenes: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'tresses-33535': async (scene) => {
    const { as, asker, machine } = scene;
    const nas = await machine('NAS des services techniques');
    await as(asker, (ctx) =>
      askMaintenance(ctx, { id: nas, reason: 'Ne garder que douze mois de plans : le serveur de fichiers approche de son volume.' }),
    );
    const id = await machine('Serveur de la mairie');
    await as(asker, (ctx) =>
      recordDrill(ctx, {
        id,
        succeeded: true,
        says: 'Base de la gestion financière restaurée sur un poste isolé, ouverte, et rapprochée du compte de gestion.',
        digest: '',
        proof: { name: 'Procès-verbal de restauration.pdf', type: 'application/pdf', content: provenPdf().toString('base64') },
      }),
    );
    await answerSilence(scene, await machine('Urbanisme'));
  },
  'croignon-33141': async ({ as, asker, machine }) => {
    const id = await machine('Secrétariat');
    await as(asker, (ctx) => askMaintenance(ctx, { id, reason: 'Effacer les sauvegardes de l’ancien logiciel d’état civil, repris ailleurs.' }));
  },
  'bonnetan-33061': async (scene) => {
    const { as, asker, machine, house, organisation } = scene;
    const id = await machine('Secrétariat');
    const whole = contextWithoutTransaction<Tables>(house, { actor: acting(asker), organisation });
    const { overseer } = await whoOversees(whole);
    await depositPassword(whole, { id, password: repository.password, custodians: [asker.personId, overseer.personId] });
    await inPeriod(scene, id, overseer);
    await as(asker, (ctx) => proveByPlatform(ctx, id));
    await leaveWithPassword(scene, await machine('Serveur de la mairie'));
  },
};

async function whoOversees(whole: Ctx): Promise<{ operatorId: string; overseer: Custodian }> {
  const { operatorId, rows } = await findCustodians(whole);
  const theirs = rows.filter(({ isOfOperator }) => isOfOperator);
  const overseer = theirs.find(({ title }) => title.startsWith('Technicien')) ?? theirs[0];
  if (!operatorId || !overseer) throw new Error('the demonstration has nobody who oversees backups at the operator');
  return { operatorId, overseer };
}

// The operator called and says what it found; the body has not said yet that it has seen.
async function answerSilence({ house, organisation, as, asker }: Scene, repositoryId: string): Promise<void> {
  const { operatorId, overseer } = await whoOversees(contextWithoutTransaction<Tables>(house, { actor: acting(asker), organisation }));
  const { id } = await as(asker, ({ tx }) =>
    tx
      .selectFrom('backup.sign')
      .select('id')
      .where('organisation_id', '=', organisation)
      .where('repository_id', '=', repositoryId)
      .executeTakeFirstOrThrow(),
  );
  const why = 'Service appelé : le poste est en réparation jusqu’à la fin de la semaine, rien n’est perdu.';
  await handleServedSign(contextWithoutTransaction<Tables>(house, { actor: acting(overseer), organisation: operatorId }), { id, why });
}

// Entrusted by somebody who left since, and has no account any more to be told of it: the check of each night finds them.
async function leaveWithPassword({ house, organisation, as, asker }: Scene, repositoryId: string): Promise<void> {
  const departed = 'Ariel Lisière';
  await as(asker, async (ctx) => {
    const id = ctx.newId();
    await ctx.tx
      .insertInto('backup.escrow')
      .values({
        organisation_id: organisation,
        id,
        repository_id: repositoryId,
        sealed_password: escrowBox.seal(house.settings, id, repository.password),
        first_custodian: ctx.newId(),
        first_custodian_name: departed,
        second_custodian: asker.personId,
        second_custodian_name: asker.name,
        deposited_by: departed,
        deposited_at: ctx
          .now()
          .subtract({ hours: 24 * 80 })
          .toString(),
        withdrawn_by: null,
        withdrawn_at: null,
      })
      .execute();
  });
  await checkCustodians(contextWithoutTransaction<Tables>(house, { actor: job, organisation: null }), { of: organisation });
}

// The operator was the second person; what restic removed under that maintenance lies in the bin.
async function inPeriod({ as, asker }: Scene, repositoryId: string, second: Person): Promise<void> {
  const { id } = await as(asker, (ctx) => askMaintenance(ctx, { id: repositoryId, reason: 'Effacer les numérisations provisoires d’octobre.' }));
  await as(second, (ctx) => answerMaintenance(ctx, { id, isAllowed: true }));
  await as(asker, (ctx) => openMaintenance(ctx, { id }));
  await as(asker, async (ctx) => {
    for (const object of repository.objects.filter(({ isRemoved }) => isRemoved)) {
      const row = await ctx.tx
        .selectFrom('backup.object')
        .select('id')
        .where('organisation_id', '=', ctx.organisation)
        .where('repository_id', '=', repositoryId)
        .where('name', '=', Buffer.from(object.name, 'hex'))
        .executeTakeFirstOrThrow();
      await removeObject(ctx, { repositoryId, objectId: row.id, maintenanceId: id });
    }
    await closeMaintenance(ctx, { id });
  });
}

// What a drill of two nights ago wrote; « Essayer une restauration » makes a true one, where this server has restic.
async function proveByPlatform(ctx: Ctx, repositoryId: string): Promise<void> {
  const at = ctx.now().subtract({ hours: 44 }).toString();
  const machine = await ctx.tx
    .updateTable('backup.repository')
    .set({ proven_at: at })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', repositoryId)
    .returning('operator_id')
    .executeTakeFirstOrThrow();
  await ctx.tx
    .insertInto('backup.drill')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      repository_id: repositoryId,
      operator_id: machine.operator_id,
      made_by: 'platform',
      reader_digest: null,
      reader_ends_at: null,
      begun_at: at,
      ended_at: at,
      succeeded: true,
      files: 20,
      bytes: 28_000,
      digest: null,
      says: 'Un échantillon de la dernière sauvegarde est revenu entier.',
      said_by: 'La plateforme',
    })
    .execute();
}

async function idOf(ctx: Ctx, label: string): Promise<string> {
  const row = await ctx.tx
    .selectFrom('backup.repository')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('label', '=', label)
    .executeTakeFirstOrThrow();
  return row.id;
}
