#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Inscrit cette machine et règle sa sauvegarde de chaque nuit (systemd). À lancer une fois :
#   sudo sh linux.sh JETON
# Le jeton sert une fois, dans l'heure. Rien de ce que la machine sauvegarde n'est lisible par l'opérateur.
set -eu
token="${1:?Donnez le jeton affiché sur la page Sauvegardes.}"
[ "$(id -u)" = 0 ] || { echo "À lancer en administrateur : sudo sh linux.sh $token" >&2; exit 1; }

# DESTDIR écrit les réglages ailleurs, sans toucher à systemd : pour un essai, ou pour préparer une image.
root="${DESTDIR:-}"
etc="$root/etc/beffroi-sauvegarde"
units="$root/etc/systemd/system"

if ! command -v restic >/dev/null; then
  apt-get install -y restic || { echo "Installez restic (https://restic.net), puis relancez." >&2; exit 1; }
fi

field() { printf '%s' "$answer" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
answer=$(curl -fsS -X POST -H 'content-type: application/json' --data "{\"token\":\"$token\"}" '@ENROL@') ||
  { echo "Ce jeton est inconnu, déjà utilisé ou périmé : faites-en un autre." >&2; exit 1; }

umask 077
mkdir -p "$etc" "$units"
printf 'RESTIC_REPOSITORY=%s\nRESTIC_PASSWORD_FILE=%s\n' "$(field repository)" "$etc/mot-de-passe" >"$etc/reglages"
# Le mot de passe naît ici et n'en part pas : sans lui, les sauvegardes sont perdues.
[ -s "$etc/mot-de-passe" ] || head -c 24 /dev/urandom | base64 >"$etc/mot-de-passe"
[ -s "$etc/dossiers" ] || printf '%s\n' /etc /home /srv >"$etc/dossiers"
[ -s "$etc/exclusions" ] || printf '%s\n' '*.tmp' '~$*' '/home/*/.cache' >"$etc/exclusions"

cat >"$etc/sauvegarder" <<'SCRIPT'
#!/bin/sh
set -eu
here=$(dirname "$0")
set -a; . "$here/reglages"; set +a
exec restic backup --files-from "$here/dossiers" --exclude-file "$here/exclusions" --exclude-caches --one-file-system
SCRIPT
chmod 700 "$etc/sauvegarder"

cat >"$units/beffroi-sauvegarde.service" <<UNIT
[Unit]
Description=Sauvegarde externalisée
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart=$etc/sauvegarder
# Un service n'a pas de dossier personnel : sans cache, restic relirait chaque nuit tout l'index.
CacheDirectory=beffroi-sauvegarde
Environment=RESTIC_CACHE_DIR=%C/beffroi-sauvegarde
Nice=10
IOSchedulingClass=idle
UNIT
cat >"$units/beffroi-sauvegarde.timer" <<'UNIT'
[Unit]
Description=Sauvegarde externalisée, chaque nuit

[Timer]
OnCalendar=*-*-* 21:00
RandomizedDelaySec=6h
Persistent=true

[Install]
WantedBy=timers.target
UNIT

set -a; . "$etc/reglages"; set +a
restic cat config >/dev/null 2>&1 || restic init
if [ -z "$root" ] && command -v systemctl >/dev/null; then
  systemctl daemon-reload
  systemctl enable --now beffroi-sauvegarde.timer
fi

echo
echo "« $(field label) » est inscrite. Dossiers sauvegardés : $etc/dossiers"
echo "Mot de passe du dépôt, à confier à deux dépositaires (page Sauvegardes) ou à mettre sous clé, sur papier :"
echo "    $(cat "$etc/mot-de-passe")"
echo "Sans ce mot de passe, personne ne pourra restaurer : ni la mairie, ni l'opérateur."
