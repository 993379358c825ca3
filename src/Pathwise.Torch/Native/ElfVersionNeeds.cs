using System.Buffers.Binary;
using System.Text;

namespace Pathwise.Torch.Native;

/// <summary>Reads which versions of other libraries' symbols a library asks for, out of its ELF file.</summary>
/// <remarks>
/// <para>Source: the section <c>.gnu.version_r</c> of the Linux Standard Base, "Version Requirements": a chain of
/// Verneed entries, one a library, each with a chain of Vernaux entries, one a version. Names lie in the string table
/// that the section links to.</para>
/// <para>64 bits and little-endian only: what libtorch is built for on Linux.</para>
/// </remarks>
internal static class ElfVersionNeeds
{
    /// <summary>VER_FLG_WEAK: the loader goes on without the version.</summary>
    public const ushort Weak = 2;

    private const uint VersionNeedSection = 0x6ffffffe;     // SHT_GNU_verneed
    private const int HeaderLength = 64, SectionLength = 64;

    /// <summary>Reads them.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>In the file's order; none if it asks for no version.</returns>
    /// <exception cref="InvalidDataException">It is no such file, or is damaged.</exception>
    public static IReadOnlyList<ElfVersionNeed> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength || !file.StartsWith("\u007fELF"u8) || file[4] != 2 || file[5] != 1)
            throw new InvalidDataException("This is no 64-bit little-endian ELF file.");
        var sections = Position(file, BinaryPrimitives.ReadUInt64LittleEndian(file[0x28..]));       // e_shoff
        int count = Half(file, 0x3c);                                                               // e_shnum
        for (var i = 0; i < count; i++)
        {
            var section = Slice(file, sections + (i * SectionLength), SectionLength);
            if (Word(section, 4) == VersionNeedSection) return Chain(file, section, sections, count);
        }

        return [];
    }

    private static List<ElfVersionNeed> Chain(
        ReadOnlySpan<byte> file, ReadOnlySpan<byte> section, int sections, int count)
    {
        var link = Word(section, 0x28);                                                             // sh_link
        if (link >= count) throw new InvalidDataException("The version requirements link to no string table.");
        var names = Content(file, Slice(file, sections + ((int)link * SectionLength), SectionLength)).Position;
        var (start, length) = Content(file, section);
        var needs = new List<ElfVersionNeed>();
        for (int need = start, step = -1; step != 0; need += step)
        {
            Inside(need, 16);
            var library = Name(file, names, Word(file, need + 4));                                  // vn_file
            var aux = need + Position(file, Word(file, need + 8));                                  // vn_aux
            for (int left = Half(file, need + 2); left > 0; left--)                                 // vn_cnt
            {
                Inside(aux, 16);
                var name = Name(file, names, Word(file, aux + 8));                                  // vna_name
                needs.Add(new(library, name, (Half(file, aux + 4) & Weak) != 0, aux + 4));          // vna_flags
                aux += Position(file, Word(file, aux + 12));                                        // vna_next
            }

            step = Position(file, Word(file, need + 12));                                           // vn_next
        }

        return needs;

        void Inside(int position, int size)
        {
            if (position < start || position > start + length - size)
                throw new InvalidDataException("The version requirements leave their section.");
        }
    }

    private static (int Position, int Length) Content(ReadOnlySpan<byte> file, ReadOnlySpan<byte> section)
    {
        var position = Position(file, BinaryPrimitives.ReadUInt64LittleEndian(section[0x18..]));    // sh_offset
        var length = Position(file, BinaryPrimitives.ReadUInt64LittleEndian(section[0x20..]));      // sh_size
        _ = Slice(file, position, length);
        return (position, length);
    }

    private static string Name(ReadOnlySpan<byte> file, int names, uint offset)
    {
        var start = checked(names + Position(file, offset));
        var text = Slice(file, start, file.Length - start);
        var end = text.IndexOf((byte)0);
        return end >= 0 ? Encoding.ASCII.GetString(text[..end])
            : throw new InvalidDataException("A name has no end.");
    }

    private static int Position(ReadOnlySpan<byte> file, ulong value) => value <= (ulong)file.Length
        ? (int)value
        : throw new InvalidDataException("The file ends before what it points to.");

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> file, int start, int length) =>
        start >= 0 && length >= 0 && start <= file.Length - length
            ? file.Slice(start, length)
            : throw new InvalidDataException("The file ends before what it points to.");

    private static ushort Half(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(Slice(bytes, at, 2));

    private static uint Word(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt32LittleEndian(Slice(bytes, at, 4));
}
