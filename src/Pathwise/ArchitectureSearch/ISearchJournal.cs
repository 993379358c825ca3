namespace Pathwise.ArchitectureSearch;

/// <summary>Keeps what a search has paid for, child by child.</summary>
public interface ISearchJournal
{
    /// <summary>What an earlier session found out about a child, or null if it did not come to that.</summary>
    /// <param name="index">The child.</param>
    /// <param name="genotype">Its network.</param>
    /// <exception cref="BadInputException">The journal tells of another network: it is another search's.</exception>
    ChildResult? Find(int index, Genotype genotype);

    /// <summary>Takes a child as soon as its result is there. Called from any thread, in any order within a batch.
    /// </summary>
    void Add(Child child);

    /// <summary>All children of a batch have been added, and its strategy has learned from them.</summary>
    /// <param name="loop">The search, to be saved or reported on.</param>
    void EndBatch(SearchLoop loop);
}
