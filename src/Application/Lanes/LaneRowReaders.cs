using System.Collections.Frozen;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>The reader of each kind of row. Two readers of one kind stop the program at its start.</summary>
internal sealed class LaneRowReaders(IEnumerable<ILaneRowReader> readers)
{
    private readonly FrozenDictionary<InboxKind, ILaneRowReader> byKind =
        readers.Select(reader => KeyValuePair.Create(reader.Kind, reader)).ToDictionary().ToFrozenDictionary();

    /// <summary>Null: a row of that kind belongs to no lane.</summary>
    public ILaneRowReader? Find(InboxKind kind) => byKind.GetValueOrDefault(kind);
}
