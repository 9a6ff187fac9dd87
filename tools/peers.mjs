// SPDX-License-Identifier: EUPL-1.2
/** Programs written by others against which tests hold ours, and the Debian packages that bring them. Never needed to run Beffroi. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps these out of the PATH. */
export const peerPath = ['/usr/lib/postgresql/15/bin'];

export const peers = [
  { program: 'chromium', debianPackage: 'chromium', for: 'browser journeys, screenshots, accessibility' },
  { program: '/usr/lib/chromium/locales/fr.pak', debianPackage: 'chromium-l10n', for: 'dates as a French browser writes them, in the screenshots' },
  { program: 'pg_ctl', debianPackage: 'postgresql-15', for: 'migrations and generic tests on the oldest PostgreSQL that we accept' },
  { program: 'pdftotext', debianPackage: 'poppler-utils', for: 'reading the text of our PDFs' },
  { program: 'qpdf', debianPackage: 'qpdf', for: 'structure and metadata of our PDFs' },
  { program: 'xmllint', debianPackage: 'libxml2-utils', for: 'our invoices and PES files against their official schemas' },
  { program: 'unzip', debianPackage: 'unzip', for: 'what lies inside our DOCX files' },
  { program: 'openssl', debianPackage: 'openssl', for: 'time stamps and signatures' },
  { program: 'aiosmtpd', debianPackage: 'python3-aiosmtpd', for: 'receiving our mails' },
  { program: 'curl', debianPackage: 'curl', for: 'the line by which a machine says that it lives' },
  { program: 'wget', debianPackage: 'wget', for: 'the same line on machines without curl' },
  { program: 'snmpd', debianPackage: 'snmpd', for: 'a machine whose disks we read by SNMP' },
  { program: 'khard', debianPackage: 'khard', for: 'reading our vCards (by the parser that it brings, vobject)' },
  { program: 'vdirsyncer', debianPackage: 'vdirsyncer', for: 'subscribing to our calendars' },
  { program: 'khal', debianPackage: 'khal', for: 'showing the calendars to which it subscribed' },
  { program: 'ldapsearch', debianPackage: 'ldap-utils', for: 'reading our LDAP directory' },
  { program: 'doveadm', debianPackage: 'dovecot-core', for: 'a mail server that authenticates against our LDAP directory' },
  {
    program: '/usr/lib/dovecot/modules/auth/libauthdb_ldap.so',
    debianPackage: 'dovecot-ldap',
    for: 'its LDAP module',
  },
  { program: 'apache2', debianPackage: 'libapache2-mod-auth-openidc', for: 'a web server that lets in by our OpenID Provider' },
  { program: 'oathtool', debianPackage: 'oathtool', for: 'codes of the application that completes a sign-in' },
  { program: 'restic', debianPackage: 'restic', for: 'backing up to us, restoring from us; the platform’s own restore drills use it too' },
  { program: 'systemd-analyze', debianPackage: 'systemd', for: 'judging the units that a machine is given' },
  { program: 'rclone', debianPackage: 'rclone', for: 'the restic server beside which ours is timed' },
  { program: 'soffice', debianPackage: 'libreoffice-writer-nogui', for: 'opening our DOCX files as an office does' },
];

/** Nothing is proved less without them: where they are not to be had, another peer does their work, more slowly. */
export const quickerPeers = [
  { program: 'chromium-headless-shell', debianPackage: 'chromium-headless-shell', for: 'browser tests in half the time that chromium takes' },
];

export function missingPeers() {
  return peers.filter(({ program }) => !isInstalled(program));
}

/** Installs what is missing where we may (root, on Debian or a relative). Returns what still lacks of what is required. */
export function installPeers(log) {
  const missing = [...missingPeers(), ...quickerPeers.filter(({ program }) => !isInstalled(program))];
  if (missing.length === 0 || process.getuid?.() !== 0 || !isInstalled('apt-get')) return missingPeers();
  log(`Installing Debian packages: ${missing.map(({ debianPackage }) => debianPackage).join(', ')}…`);
  keepDebianFromStartingItsDatabase();
  apt(log, 'update', '-qq');
  const required = missingPeers().map(({ debianPackage }) => debianPackage);
  if (required.length > 0) apt(log, 'install', '-y', '-qq', '--no-install-recommends', ...required);
  // One at a time: an older Debian does not know them all.
  for (const { program, debianPackage } of quickerPeers)
    if (!isInstalled(program)) apt(log, 'install', '-y', '-qq', '--no-install-recommends', '--no-remove', debianPackage);
  return missingPeers();
}

function apt(log, ...args) {
  try {
    execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  } catch (error) {
    log(`apt-get failed: ${error.message.split('\n')[0]}`);
  }
}

// The package would otherwise make a cluster and serve it on port 5432.
function keepDebianFromStartingItsDatabase() {
  const file = '/etc/postgresql-common/createcluster.conf';
  if (existsSync(file)) return;
  mkdirSync('/etc/postgresql-common', { recursive: true });
  writeFileSync(file, 'create_main_cluster = false\n');
}

function isInstalled(program) {
  // A module that a program loads is named by its path.
  if (program.startsWith('/')) return existsSync(program);
  return [...(process.env.PATH ?? '').split(delimiter), ...peerPath].some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
