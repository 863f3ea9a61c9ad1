//! Pages and settings of Hookline by the words that people use for them, in the languages it speaks.

use super::{Document, SearchIndex};

/// Names of pages and settings with the words to find them by: English, German, Spanish.
const PAGES: [(&str, &str); 20] = [
    (
        "today",
        "today start overview bolts heute start übersicht hoy inicio resumen",
    ),
    (
        "accounts",
        "accounts companies list kunden konten firmen liste cuentas empresas lista",
    ),
    (
        "feed",
        "feed news stories trends nachrichten meldungen noticias novedades tendencias",
    ),
    (
        "people",
        "people contacts personen kontakte personas contactos",
    ),
    (
        "sources",
        "sources feeds rss opml websites permissions quellen feeds berechtigungen fuentes permisos",
    ),
    (
        "corrections",
        "corrections pins mutes undo patch korrekturen angeheftet stumm rückgängig correcciones fijadas silenciadas deshacer",
    ),
    (
        "privacy",
        "privacy log requests hosts datenschutz protokoll anfragen privacidad registro solicitudes",
    ),
    (
        "import",
        "import csv upload file importieren hochladen datei importar subir archivo",
    ),
    (
        "settings",
        "settings preferences options einstellungen optionen ajustes preferencias opciones",
    ),
    (
        "theme",
        "theme appearance dark light mode colour aussehen dunkel hell farbe aspecto oscuro claro tema",
    ),
    (
        "opener_tone",
        "tone openers wording warm plain ton formulierung einstieg tono redacción frases",
    ),
    (
        "opener_length",
        "length openers short long länge kurz lang longitud corto largo",
    ),
    (
        "sensitive_news",
        "sensitive news layoffs insolvency heikle nachrichten entlassungen noticias delicadas despidos",
    ),
    (
        "bolt_window_days",
        "bolt lightning window days trigger blitz tage fenster auslöser rayo días ventana",
    ),
    (
        "alert_notices",
        "alerts notifications badge digest quiet hours benachrichtigungen tagesübersicht ruhezeit avisos notificaciones resumen silencio",
    ),
    (
        "my_names",
        "owner my name my accounts besitzer mein name meine kunden konten propietario mi nombre mis cuentas",
    ),
    (
        "product_words",
        "product words features produkt wörter palabras producto",
    ),
    (
        "pains",
        "pains problems value schmerzpunkte probleme nutzen problemas dolores valor",
    ),
    (
        "dial_template",
        "phone dial call telefon wählen anrufen teléfono marcar llamar",
    ),
    (
        "backup",
        "backup restore export copy sicherung wiederherstellen exportieren copia restaurar exportar",
    ),
];

/// Names of the pages and settings for what was typed, best first.
#[must_use]
pub fn found(text: &str, limit: usize) -> Vec<String> {
    let mut index = SearchIndex::new();
    for ((_, words), id) in PAGES.iter().zip(0..) {
        index.add(&Document {
            id,
            title: words,
            text: "",
        });
    }
    index
        .search(text, limit)
        .into_iter()
        .filter_map(|hit| PAGES.get(usize::try_from(hit.id).ok()?))
        .map(|(name, _)| (*name).to_owned())
        .collect()
}
