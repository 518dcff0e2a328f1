"""habeas: from reports to a registry in which every value opens to its exact words."""
