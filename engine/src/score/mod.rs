//! Stars that add up: contributions, bolt, models trained from outcomes.
