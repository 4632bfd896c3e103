"""``typewright pull``: the provider's catalogue into the store, page by page."""

import argparse
from datetime import date

from typewright.commands.configured import configured
from typewright.commands.console import progress_bar
from typewright.commands.ingest import tell_of_ingested
from typewright.ingest.fetch import Query
from typewright.ingest.pull import pull
from typewright.ingest.run import Ingested


def run(arguments: argparse.Namespace) -> int:
    """Pull page by page; each page is in the store before the next is asked for."""
    config = configured(arguments)
    query = Query(arguments.search, arguments.category)
    whole = Ingested({}, (), ())
    with progress_bar("Pulling") as progress:
        for page in pull(
            config,
            query,
            base_url=arguments.base_url,
            only=arguments.only,
            today=date.today(),
        ):
            whole = whole.plus(page.ingested)
            if progress is not None:
                progress(page.done, page.total)
    return tell_of_ingested(arguments, whole, config.schemas, written=True)
