//! CSV in two chunks: no panic, and every row is kept or rejected.
use hookline_engine::ingest::records::{RecordBatch, RecordOptions, RecordReader};

/// Drives the target once.
pub fn drive(bytes: &[u8]) {
    let cut = bytes
        .first()
        .map_or(0, |&first| usize::from(first) * bytes.len() / 256);
    let mut reader = RecordReader::new(RecordOptions::default());
    let mut batch = RecordBatch::default();
    for chunk in [&bytes[..cut], &bytes[cut..]] {
        match reader.push(chunk) {
            Ok(read) => batch.append(read),
            Err(_) => return,
        }
    }
    if let Ok(read) = reader.finish() {
        batch.append(read);
        assert_eq!(batch.read, batch.records.len() as u64 + batch.rejected);
    }
}
